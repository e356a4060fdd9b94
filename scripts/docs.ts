// `npm run docs`: writes what is generated from the contracts. An event that breaks its promise stops it: make a new version.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { generate } from './docs/generate.ts';
import { type BrokenContract, brokenContracts } from './docs/snapshots.ts';

const root = resolve(import.meta.dirname, '..');

const explain = ({ type, changes }: BrokenContract): string =>
  `${type} breaks its promise (${changes.map(({ path, kind }) => `${path || 'event'} ${kind}`).join(', ')})\n`;

async function writeAll(): Promise<void> {
  for (const [path, content] of await generate(root)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    process.stdout.write(`${path}\n`);
  }
}

const broken = brokenContracts(root);
if (broken.length === 0) {
  await writeAll();
} else {
  for (const contract of broken) process.stderr.write(explain(contract));
  process.stderr.write('Only optional fields may be added within a version. Nothing was written.\n');
  process.exitCode = 1;
}
