import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../../infra/bundle.ts';

const scratch = mkdtempSync(join(tmpdir(), 'oneshelf-bundle-'));

const source = (name: string, text: string): string => {
  const file = join(scratch, name);
  writeFileSync(file, text);
  return file;
};

const shared =
  "import { createHash } from 'node:crypto';\nexport const digest = (text: string) => createHash('md5').update(text).digest('hex');\n";

describe('the bundle', () => {
  source('shared.ts', shared);
  const a = source('a.ts', "import { digest } from './shared.ts';\nexport const handler = () => digest('a');\n");
  const b = source('b.ts', "import { digest } from './shared.ts';\nexport const handler = () => digest('b');\n");
  const c = source('c.ts', "import { request } from 'node:http';\nexport const handler = () => typeof request;\n");
  const built = (sources: readonly string[], sharesChunks = false) =>
    bundle(sources, mkdtempSync(join(scratch, 'out-')), { sharesChunks });
  const bySuffix = (map: ReadonlyMap<string, { directory: string; hash: string }>, suffix: string) => {
    const found = [...map].find(([key]) => key.endsWith(suffix))?.[1];
    if (!found) throw new Error(`${suffix} was not bundled`);
    return found;
  };

  it('given two functions with a module in common, then only their folders have it, and every folder is complete', async () => {
    const code = await built([a, b, c], true);
    const textOf = (suffix: string) => {
      const { directory } = bySuffix(code, suffix);
      return readdirSync(directory)
        .map((file) => readFileSync(join(directory, file), 'utf8'))
        .join('');
    };
    expect(['a.ts', 'b.ts', 'c.ts'].map((suffix) => textOf(suffix).includes('createHash'))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('given functions that share nothing, then each is one file', async () => {
    const code = await built([a, b, c]);
    expect([...code.values()].map(({ directory }) => readdirSync(directory))).toEqual(Array(3).fill(['index.mjs']));
  });

  it.each([true, false])('given a bundle with shared chunks %s, then it runs by itself', async (sharesChunks) => {
    const { directory } = bySuffix(await built([a, b, c], sharesChunks), 'c.ts');
    const script = `import(${JSON.stringify(join(directory, 'index.mjs'))}).then((m) => process.stdout.write(m.handler()))`;
    expect(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })).toBe('function');
  });

  it('given an import of a builtin, then it is taken lazily and not by an ESM import', async () => {
    const { directory } = bySuffix(await built([c]), 'c.ts');
    const text = readFileSync(join(directory, 'index.mjs'), 'utf8');
    expect(text).toContain('getBuiltinModule');
    expect(text).not.toMatch(/from\s*"(node:)?http"/);
  });

  it('given the same sources, then the hashes are equal, and a change touches only who uses it', async () => {
    const before = await built([a, b, c]);
    source('shared.ts', shared.replace('md5', 'sha1'));
    const after = await built([a, b, c]);
    const isEqual = (suffix: string) => bySuffix(before, suffix).hash === bySuffix(after, suffix).hash;
    expect(['a.ts', 'b.ts', 'c.ts'].map(isEqual)).toEqual([false, false, true]);
  });
});
