/**
 * `npm run sim:crash-points [-- --chapter NAME] [--every N] [--pairs COUNT|all] [--procs P]`: plays every chapter once and writes its
 * points down, then again for each point with a death there, and for pairs of points within one order's life. Ends with 1
 * when a function was never run, a point not reached, or anything did not recover.
 */
import { parseArgs } from 'node:util';
import { runElsewhere } from '../errand.ts';
import { openLaboratory } from '../laboratory.ts';
import { chapters } from './every-chapter.ts';
import { allPairs, somePairs } from './pairs.ts';
import { type Point, type Reference, reference } from './points.ts';
import type { Task, Told } from './worker.ts';

const PAIRED = 'order';

const { values } = parseArgs({
  options: {
    chapter: { type: 'string' },
    every: { type: 'string', default: '1' },
    pairs: { type: 'string', default: '200' },
    procs: { type: 'string', default: '2' },
  },
});

/** Runs every task on as many processes as there may be; answers what was told. */
async function sweep(tasks: readonly Point[][]): Promise<Told[]> {
  const told: Told[] = [];
  const procs = Math.min(Number(values.procs), tasks.length);
  const hear = (one: Told) => {
    told.push(one);
    if (one.fault) console.log(one.fault);
    if (told.length % 500 === 0) console.log(`${told.length} of ${tasks.length} runs`);
  };
  const shares = Array.from({ length: procs }, (_, at) => tasks.filter((_task, index) => index % procs === at));
  await Promise.all(shares.map((share) => runElsewhere<Task, Told>('crash-points/worker.ts', share, hear)));
  return told;
}

const began = performance.now();
const laboratory = await openLaboratory();
const played: Reference[] = [];
for (const chapter of chapters) {
  if (values.chapter === undefined || chapter.name === values.chapter)
    played.push(await reference(laboratory, chapter));
}
const violations = played.flatMap(({ chapter, violations: found }) => found.map((text) => `${chapter.name}: ${text}`));
for (const text of violations) console.log(`while nobody dies, ${text}`);

const run = new Set(played.flatMap(({ functions }) => [...functions]));
const all = laboratory.blueprint.functions.map(({ name }) => name);
const gaps = values.chapter === undefined ? all.filter((name) => !run.has(name)) : [];
console.log(`${run.size} of ${all.length} functions are run${gaps.length > 0 ? `; never: ${gaps.join(', ')}` : ''}`);

const existing = played.flatMap((one) => one.points);
const points = existing.filter((_, index) => index % Number(values.every) === 0);
if (points.length < existing.length) console.log(`a share: ${points.length} of ${existing.length} points`);
const singles = await sweep(points.map((point) => [point]));
const covered = singles.filter(({ reached }) => reached).length;
const lost = singles.filter(({ fault }) => fault).length;
console.log(
  `crash points covered / existing = ${covered} / ${points.length} = ${(covered / points.length).toFixed(3)}`,
);
console.log(`${singles.length - lost} of ${singles.length} recover`);

const paired = points.filter(({ chapter }) => chapter === PAIRED);
const pairs =
  values.pairs === 'all' ? allPairs(paired) : somePairs(paired, paired.length > 0 ? Number(values.pairs) : 0);
const double = await sweep(pairs);
const both = double.filter(({ reached }) => reached).length;
const lostTwice = double.filter(({ fault }) => fault).length;
console.log(
  `pairs within one order's life: ${double.length - lostTwice} of ${double.length} recover, in ${both} both struck`,
);
console.log(`${((performance.now() - began) / 1_000).toFixed(0)} s`);
// The bundler's service would keep the process alive.
process.exit(violations.length + gaps.length + lost + lostTwice + points.length - covered > 0 ? 1 : 0);
