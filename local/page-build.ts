import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const clients = ['storefront', 'console'];

const build = (root: string, client: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
    const args = [vite, 'build', join('clients', client), '--logLevel', 'error'];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code) => resolve(code === 0 ? undefined : said));
  });

/** Builds the pages that were never built, one after the other; a failure is said and changes nothing else. */
export async function buildPages(root: string, say: (line: string) => void): Promise<void> {
  for (const client of clients) {
    const folder = join(root, 'clients', client);
    if (!existsSync(join(folder, 'index.html')) || existsSync(join(folder, 'dist', 'index.html'))) continue;
    const failure = await build(root, client);
    say(failure === undefined ? `${client} is built` : `${client} cannot be built: ${failure}`);
  }
}
