import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stampOfAll } from './synth.ts';

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

/** Vite empties `dist`, so a build by hand takes the mark away and the next start builds once more. */
const markOf = (folder: string): string => join(folder, 'dist', '.built-from');

const isBuilt = (folder: string, stamp: string): boolean =>
  existsSync(markOf(folder)) && readFileSync(markOf(folder), 'utf8') === stamp;

/** Builds the pages whose sources changed since they were built, one after the other; a failure is said and changes nothing else. */
export async function buildPages(root: string, say: (line: string) => void): Promise<void> {
  const shared = ['sdk', 'ui'].map((name) => join(root, 'clients', name));
  for (const client of clients) {
    const folder = join(root, 'clients', client);
    const sources = ['index.html', 'vite.config.ts', 'src', 'public'].map((name) => join(folder, name));
    const stamp = stampOfAll([...sources, ...shared]);
    if (!existsSync(join(folder, 'index.html')) || isBuilt(folder, stamp)) continue;
    const failure = await build(root, client);
    if (failure === undefined) writeFileSync(markOf(folder), stamp);
    say(failure === undefined ? `${client} is built` : `${client} cannot be built: ${failure}`);
  }
}
