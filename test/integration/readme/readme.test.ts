import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { seed } from '../../../local/seed.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';
import { holds, type Sample, samplesOf } from '../../support/readme.ts';

const run = promisify(execFile);

/** They start and test the whole project; this test stands inside the one and does what the other does. */
const SETUP = ['npm ci && npm start', 'npm ci && npm test'];

let platform: TestPlatform;
let folder: string;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  await seed(platform.url);
  folder = mkdtempSync(join(tmpdir(), 'oneshelf-readme-'));
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await platform.discard();
});

/** Runs all commands of a README in one shell, as a reader would, against a platform on another port. */
async function outputsOf(samples: Sample[]): Promise<string[]> {
  const mark = '-----8<-----';
  const script = samples.map(({ command }) => `${command}\necho; echo '${mark}'`).join('\n');
  const env = { ...process.env, ONESHELF_URL: platform.url, ROOT: process.cwd() };
  const moved = script
    .replaceAll('http://127.0.0.1:4000', platform.url)
    .replaceAll('npm run ', 'npm --prefix "$ROOT" run --silent ')
    .replaceAll('-- test/fixtures', '-- "$ROOT"/test/fixtures');
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', moved], { cwd: folder, env, maxBuffer: 2 ** 24 });
  return stdout.split(mark);
}

// Both hold the same commands, so the long ones are run from the first alone.
describe.each([
  ['README.md', SETUP],
  ['README.zh-CN.md', [...SETUP, 'npm run demo', 'npm run import -- test/fixtures/online-retail/extract.csv.gz']],
])('given %s', (file, left) => {
  test('then every command in it works and every answer is as printed', async () => {
    const samples = samplesOf(file).filter(({ command }) => !left.includes(command));
    expect(samples.length).toBeGreaterThan(4);
    const outputs = await outputsOf(samples);
    for (const [index, { command, prints }] of samples.entries()) {
      if (prints === undefined) continue;
      const answer = JSON.parse(outputs[index] ?? '');
      expect({ command, answer, holds: holds(prints, answer) }).toMatchObject({ holds: true });
    }
  });
});

test('given both languages, then they hold the same commands', () => {
  const commandsOf = (file: string) =>
    samplesOf(file).map(({ command }) => command.replace(/accept-language: \w+/, 'accept-language'));
  expect(commandsOf('README.zh-CN.md')).toEqual(commandsOf('README.md'));
  expect(readFileSync('README.md', 'utf8')).toContain(SETUP[0]);
});
