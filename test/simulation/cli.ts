/**
 * `npm run sim -- --seeds N --procs P [--from FIRST_SEED] [--seed ONE] [--scenario NAME]`: runs seeds, the first hundred
 * twice in different processes, and says what was violated. Ends with 1 when anything was. `--scenario flash [--compare] [--buyers N]
 * [--units N] [--seconds N] [--rush N]` is one sale of one SKU instead.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runElsewhere } from './errand.ts';
import { playFlash } from './scenarios/flash/main.ts';
import type { Task, Told } from './worker.ts';
import { simulatedBlueprint } from './world/blueprint.ts';

const TWICE = 100;
const REGRESSIONS = join(import.meta.dirname, 'regressions');

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    procs: { type: 'string', default: '2' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    scenario: { type: 'string', default: 'shop' },
    buyers: { type: 'string' },
    units: { type: 'string' },
    seconds: { type: 'string' },
    rush: { type: 'string' },
    compare: { type: 'boolean' },
  },
});
// One large run instead of many small ones.
if (values.scenario === 'flash') process.exit(await playFlash(values));

const first = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.seeds) : 1;
const procs = Math.min(Number(values.procs), count);
const { scenario } = values;
const git = (...words: string[]) => execFileSync('git', words, { encoding: 'utf8' }).trim();
const commit = git('rev-parse', '--short', 'HEAD');
/** A seed and a commit are a run only where nothing else was changed. */
const isCommitted =
  git('status', '--porcelain', '--', 'functions', 'shared', 'events', 'infra', 'test/simulation') === '';
/** A build that is broken all over is not a list of regressions. */
const MOST_KEPT = 5;

const hashes = new Map<number, string>();
const totals: Record<string, number> = {};
const faults: Record<string, number> = {};
const strayed: number[] = [];
let violated = 0;
let done = 0;

const add = (into: Record<string, number>, from: Readonly<Record<string, number>>) => {
  for (const [name, value] of Object.entries(from)) into[name] = (into[name] ?? 0) + value;
};

function keep({ seed, violation }: Told): void {
  const file = join(REGRESSIONS, `${scenario}-${seed}.json`);
  if (!violation || !isCommitted || violated > MOST_KEPT || existsSync(file)) return;
  mkdirSync(REGRESSIONS, { recursive: true });
  const { invariant, name, text } = violation;
  writeFileSync(file, `${JSON.stringify({ scenario, seed, commit, violated: { invariant, name, text } }, null, 2)}\n`);
}

function hear(told: Told): void {
  const known = hashes.get(told.seed);
  if (known !== undefined) {
    if (known !== told.traceHash) strayed.push(told.seed);
    return;
  }
  hashes.set(told.seed, told.traceHash);
  done += 1;
  add(totals, told.stats);
  add(faults, told.faults);
  if (done % 100 === 0) console.log(`${done} of ${count} seeds`);
  const { violation } = told;
  if (!violation) return;
  violated += 1;
  keep(told);
  console.log(
    `\nseed ${told.seed} at ${commit} violates ${violation.invariant}, ${violation.name}:\n  ${violation.text}`,
  );
  console.log(`  needs ${violation.faults.join(', ') || 'no fault'}\n  ${violation.trace.join('\n  ')}`);
  console.log(`  npm run sim -- --scenario ${scenario} --seed ${told.seed}\n`);
}

const seedsOf = (worker: number): number[] => {
  const all = Array.from({ length: count }, (_, index) => first + index);
  const own = all.filter((_, index) => index % procs === worker);
  const again = all.filter((_, index) => index % procs === (worker + 1) % procs && index < TWICE);
  return [...own, ...again];
};

const began = performance.now();
// Synthesised once, here, not by each worker.
await simulatedBlueprint();
await Promise.all(
  Array.from({ length: procs }, (_, worker) =>
    runElsewhere<Task[], Told>('worker.ts', [{ scenario, seeds: seedsOf(worker) }], hear),
  ),
);
const seconds = (performance.now() - began) / 1_000;
const orders = Object.entries(totals).reduce((sum, [name, value]) => sum + (/^order [A-Z]/.test(name) ? value : 0), 0);
const sorted = (figures: Record<string, number>) => Object.fromEntries(Object.entries(figures).sort());

console.log(
  `${scenario}: ${done} seeds from ${first} in ${seconds.toFixed(0)} s, ${(done / seconds).toFixed(1)} a second`,
);
console.log(`${orders} orders placed;`, sorted(totals));
console.log('faults drawn:', sorted(faults));
console.log(`run twice with the same trace: ${Math.min(TWICE, count) - strayed.length} of ${Math.min(TWICE, count)}`);
if (strayed.length > 0) console.log(`not the same twice: seeds ${strayed.join(', ')}`);
console.log(`${violated} violations`);
process.exitCode = violated + strayed.length > 0 ? 1 : 0;
