import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** `source` as the house formats the file `path` (from the root). Throws when it does not parse. */
export function formatted(root: string, path: string, source: string): string {
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const done = spawnSync(process.execPath, [biome, 'format', `--stdin-file-path=${path}`], {
    cwd: root,
    input: source,
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`${path} cannot be formatted: ${done.stderr}`);
  return done.stdout;
}
