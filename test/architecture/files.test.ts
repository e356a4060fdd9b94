import { existsSync } from 'node:fs';
import { productFiles, sourceFiles } from './source-files.ts';

const MOST_LINES = 200;
const MOST_LAMBDA_LINES = 40;
const GENERATED = /clients\/sdk\/src\/generated/;

const offenders = (files: { path: string; text: string }[], pattern: RegExp) =>
  files.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

/** Lines of a file that do something: without imports, comments and blank lines. */
function workingLines(text: string): number {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^import[\s\S]*?;$/gm, '');
  return bare.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('//')).length;
}

describe('the size of things', () => {
  test(`no file has more than ${MOST_LINES} lines`, () => {
    const long = productFiles().filter(
      ({ path, text }) => !GENERATED.test(path) && text.trimEnd().split('\n').length > MOST_LINES,
    );
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  test(`no Lambda file has more than ${MOST_LAMBDA_LINES} working lines`, () => {
    const lambdas = sourceFiles('functions').filter(({ text }) =>
      /^export (const|async function) handler\b/m.test(text),
    );
    const long = lambdas.filter(({ text }) => workingLines(text) > MOST_LAMBDA_LINES);
    expect(lambdas.length).toBeGreaterThan(40);
    expect(long.map(({ path, text }) => `${path} ${workingLines(text)}`)).toEqual([]);
  });
});

describe('what stands where', () => {
  test('clocks, randomness and the environment are read in their one place only', () => {
    const free = /^(shared\/platform\/(world|env)\.ts|infra\/app\.ts)$/;
    const files = sourceFiles('functions', 'shared', 'events', 'infra').filter(({ path }) => !free.test(path));
    expect(offenders(files, /\bnew Date\(\)|\bDate\.now\b|\bMath\.random\b|\brandomUUID\b|\bprocess\.env\b/)).toEqual(
      [],
    );
  });

  test('functions hold no wrapper business: no JSON parsing of events, no status of failures, no local-only branch', () => {
    const lambdas = sourceFiles('functions').filter(({ text }) => /^export const handler\b/m.test(text));
    expect(offenders(lambdas, /stage\s*===\s*'local'|statusCode|AWS_ENDPOINT_URL/)).toEqual([]);
  });

  test('there are no barrels', () => {
    const files = productFiles();
    expect(files.filter(({ path }) => /(^|\/)index\.ts$/.test(path)).map(({ path }) => path)).toEqual([]);
    expect(offenders(files, /^export \* from/m)).toEqual([]);
  });

  test('every Lambda says in one doc comment what triggers it and what it promises', () => {
    const lambdas = sourceFiles('functions').filter(({ text }) =>
      /^export (const|async function) handler\b/m.test(text),
    );
    expect(lambdas.filter(({ text }) => !text.startsWith('/**')).map(({ path }) => path)).toEqual([]);
  });

  test('every context has its page', () => {
    const contexts = new Set(sourceFiles('functions').map(({ path }) => path.split('/')[1] ?? ''));
    const missing = [...contexts].filter((context) => !existsSync(`functions/${context}/README.md`));
    expect(missing).toEqual([]);
  });

  test('nothing is switched off or put off', () => {
    const files = sourceFiles(
      'infra',
      'functions',
      'shared',
      'events',
      'local',
      'clients',
      'scripts',
      'bench',
      'test',
    ).filter(({ path }) => !path.startsWith('test/architecture/'));
    expect(
      offenders(files, /\b(TODO|FIXME|XXX)\b|@ts-(ignore|nocheck)|biome-ignore|\b(it|test|describe)\.(skip|only)\(/),
    ).toEqual([]);
  });
});
