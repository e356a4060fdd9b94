// `npm run docs`: writes what is generated from the contracts.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { generate } from './docs/generate.ts';

const root = resolve(import.meta.dirname, '..');

for (const [path, content] of await generate(root)) {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  process.stdout.write(`${path}\n`);
}
