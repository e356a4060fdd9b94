import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

/** Built into `dist`, which the platform serves at `/`. */
export default defineConfig({
  base: '/',
  plugins: [preact()],
  build: { target: 'es2022', emptyOutDir: true, reportCompressedSize: false },
});
