import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runElsewhere } from './errand.ts';
import type { Task, Told } from './worker.ts';

/** Enough to see that a seed decides everything; `npm run sim -- --seeds 1000 --procs 2` is the large run. */
const SEEDS = Array.from({ length: 40 }, (_, index) => index + 1);

interface Regression {
  scenario: string;
  seed: number;
  violated: { invariant: string; name: string };
}

const regressions = readdirSync(join(__dirname, 'regressions'))
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(join(__dirname, 'regressions', file), 'utf8')) as Regression);

async function ran(...tasks: Task[]): Promise<Told[]> {
  const told: Told[] = [];
  await runElsewhere<Task[], Told>('worker.ts', tasks, (one) => told.push(one));
  return told;
}

const violated = (told: Told[]) => told.filter(({ violation }) => violation);

const hashes = (told: Told[]) => told.map(({ seed, traceHash }) => `${seed} ${traceHash}`).sort();

test('given the same seeds in two processes, in two orders, then the same happens and nothing is violated', async () => {
  const [one = [], other = []] = await Promise.all(
    [SEEDS, SEEDS.toReversed()].map((seeds) => ran({ scenario: 'shop', seeds })),
  );
  expect(violated(one)).toEqual([]);
  expect(hashes(one)).toEqual(hashes(other));
  expect(new Set(one.map(({ traceHash }) => traceHash)).size).toBe(SEEDS.length);
  const struck = new Set(one.flatMap(({ faults }) => Object.keys(faults)));
  for (const kind of ['kill-before', 'kill-after', 'slow', 'lost-reply', 'conflict', 'duplicate-event', 'skewed-clock'])
    expect(struck).toContain(kind);
}, 600_000);

test('what is written is answered word by word, and who does the same at the same moment hinders nobody', async () => {
  const told = await ran(
    { scenario: 'book', seeds: SEEDS.slice(0, 26) },
    { scenario: 'bad-days', seeds: SEEDS.slice(0, 1) },
    { scenario: 'together', seeds: SEEDS.slice(0, 30) },
    { scenario: 'overtaken', seeds: SEEDS.slice(0, 20) },
    { scenario: 'forgetful', seeds: SEEDS.slice(0, 20) },
    { scenario: 'belated', seeds: SEEDS.slice(0, 10) },
  );
  expect(told).toHaveLength(107);
  expect(violated(told)).toEqual([]);
}, 600_000);

test('seeds that were violated once are violated no more', async () => {
  const told = await ran(...regressions.map(({ scenario, seed }) => ({ scenario, seeds: [seed] })));
  expect(told).toHaveLength(regressions.length);
  expect(violated(told)).toEqual([]);
}, 600_000);
