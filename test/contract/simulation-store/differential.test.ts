import { readFileSync, rmSync } from 'node:fs';
import { type Engine, openEngine } from '../../../local/engine.ts';
import { duel } from '../../simulation/store/differential/duel.ts';
import { KNOWN } from '../../simulation/store/differential/known-differences.ts';
import { freshDataDir } from '../../support/platform.ts';

const SEED = 20_260_101;

let engine: Engine;
let dataDir: string;

beforeAll(async () => {
  dataDir = freshDataDir();
  engine = await openEngine({ root: process.cwd(), dataDir, region: 'local' });
});

afterAll(async () => {
  await engine.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('the model store answers 2,000 random operations as dynoxide does, but for the written differences', async () => {
  const result = await duel({ link: engine.link, engine: 'dynoxide', seed: SEED, trials: 2_000, most: 3 });
  expect(result.differences).toEqual([]);
  expect(result.trials).toBe(2_000);
  // It was no walk-over: every kind of refusal was met, and most operations were not refused.
  const refusals = Object.entries(result.refusals);
  expect(refusals.map(([name]) => name).sort()).toEqual([
    'ConditionalCheckFailedException',
    'IdempotentParameterMismatchException',
    'ResourceNotFoundException',
    'TransactionCanceledException',
    'ValidationException',
  ]);
  expect(refusals.reduce((sum, [, count]) => sum + count, 0)).toBeLessThan(1_200);
});

test('every difference that the comparison forgives is on the written list', () => {
  const written = readFileSync('test/simulation/store/differences.md', 'utf8');
  const ids = Object.values(KNOWN).flatMap((known) => Object.keys(known));
  expect(ids.filter((id) => !written.includes(`**${id}**`))).toEqual([]);
  const headings = [...written.matchAll(/\*\*([a-z-]+)\*\*/g)].map(([, id = '']) => id);
  expect(headings.filter((id) => !ids.includes(id))).toEqual([]);
});
