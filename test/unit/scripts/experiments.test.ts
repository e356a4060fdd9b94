import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the published data sets are, for those who have them: the rest of the file needs nothing. */
const data = process.env.ONESHELF_DATA;
const whereDataIs = data ? test : test.skip;

const run = (script: string, ...args: string[]) =>
  execFileSync('node', [`scripts/${script}.ts`, ...args], { encoding: 'utf8' });

function fileOf(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'experiment-')), 'rows.csv');
  writeFileSync(path, text);
  return path;
}

const rows = 'arm,spend\na,1\na,2\na,3\nb,4\nb,5\nb,6\n';

describe('npm run experiment and npm run elasticity', () => {
  test('given a small experiment, then the arms and their difference are told', () => {
    const said = run('experiment', fileOf(rows), '--arm', 'arm', '--control', 'a', '--outcomes', 'spend');
    expect(said).toContain('b - a: 3.0000 (95 %: 0.73304 to 5.2670)');
  });

  test.each([
    ['a column that is not there', rows, 'b2'],
    ['a control that is nobody', rows, 'spend', 'c'],
    ['a field that is no number', 'arm,spend\na,1\na,many\n', 'spend'],
  ])('given %s, then it ends with 2', (_, text, outcomes, control = 'a') => {
    const args = ['--arm', 'arm', '--control', control, '--outcomes', outcomes];
    expect(spawnSync('node', ['scripts/experiment.ts', fileOf(text), ...args]).status).toBe(2);
  });

  whereDataIs('given the Hillstrom experiment, then both e-mails brought visits, spend and buyers', () => {
    const file = join(data ?? '', 'hillstrom', 'hillstrom_odd.csv.gz');
    const said = run('experiment', file, '--arm', 'segment', '--control', 'No E-Mail', '--outcomes', 'visit,spend');
    expect(said).toContain('Mens E-Mail - No E-Mail: 0.074989 (95 %: 0.065590 to 0.084388)');
    expect(said).toContain('Womens E-Mail - No E-Mail: 0.58799 (95 %: 0.23127 to 0.94470)');
  });

  whereDataIs(
    'given the cheese sales of bayesm, then -2.388 within retailers, and the pooled -1.26 is confounded',
    () => {
      const file = join(data ?? '', 'bayesm', 'cheese.csv.gz');
      const said = run(
        'elasticity',
        file,
        '--units',
        'VOLUME',
        '--price',
        'PRICE',
        '--group',
        'RETAILER',
        '--others',
        'DISP',
      );
      expect(said).toContain('within RETAILER: -2.388');
      expect(said).toMatch(/pooled: -1\.258.*CONFOUNDED/);
    },
  );
});
