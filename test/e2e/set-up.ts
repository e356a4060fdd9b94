import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import synthesiseApp from '../support/synthesise.ts';

const vite = join('node_modules', 'vite', 'bin', 'vite.js');

/** Jest's global set-up for tests of the pages: the app synthesised, and the pages built from what the code is now. */
export default async function setUp(): Promise<void> {
  await synthesiseApp();
  for (const client of ['storefront', 'console'])
    await promisify(execFile)(process.execPath, [vite, 'build', join('clients', client), '--logLevel', 'error']);
}
