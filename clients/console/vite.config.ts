import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

/** Built into `dist`, which the platform serves at `/console/`. */
export default defineConfig({
  base: '/console/',
  plugins: [preact()],
  build: { target: 'es2022', emptyOutDir: true, reportCompressedSize: false },
});
