// Vite turns an imported style sheet into a file that the page links; there is nothing in it to import.
declare module '*.css';
