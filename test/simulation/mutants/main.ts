/**
 * `npm run sim:mutants [-- --seeds N] [--procs P] [--only PATTERN] [--left] [--scenarios a,b] [--tries N] [--write]`: plants
 * bugs one at a time, by dropping a condition, a deduplication, a guard, an outbox item, a retry, a clock check or a setting
 * of the template, and runs the simulator until it notices. Sound code runs first and tells on which seeds a bug would have
 * made a difference. Prints what became of each; `--write` keeps it in results.json, `--left` tries those again that were not noticed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { simulatedBlueprint } from '../world/blueprint.ts';
import { Crew } from './crew.ts';
import { sourceMutants } from './generate.ts';
import { candidatesFor, type Sound, type Spot } from './survey.ts';
import { table } from './table.ts';
import { templateMutants } from './template-mutants.ts';
import type { Mutant, Verdict } from './trial.ts';

const RESULTS = join(import.meta.dirname, 'results.json');
/** How many seeds of each scenario are looked at before bugs are tried on them, round by round. */
const ROUNDS = [26, 60, Number.POSITIVE_INFINITY];
const NOTICED = new Set(['caught', 'hangs', 'stillborn']);

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    procs: { type: 'string', default: '2' },
    only: { type: 'string', multiple: true },
    left: { type: 'boolean', default: false },
    scenarios: {
      type: 'string',
      default:
        'book,bad-days,together,doubts,sick,lives,rivals,overtaken,busy-rivals,hiccups,forgetful,belated,crowd,calm-crowd,poison,shop,budgets,groups,line',
    },
    tries: { type: 'string', default: '60' },
    write: { type: 'boolean', default: false },
  },
});
const scenarios = values.scenarios.split(',');
const [seeds, tries] = [Math.floor(Number(values.seeds) / scenarios.length), Number(values.tries)];
const all: Mutant[] = [...sourceMutants(), ...templateMutants(await simulatedBlueprint())];
/** What a bug is, wherever its line has moved to. */
const nameOf = ({ id, was }: Pick<Verdict, 'id' | 'was'>) => `${id.replace(/:\d+:/, ':')} ${was}`;
const before = new Map((JSON.parse(readFileSync(RESULTS, 'utf8')) as Verdict[]).map((each) => [nameOf(each), each]));
const wanted = values.only?.map((pattern) => new RegExp(pattern));
const chosen = all
  .filter(({ id }) => !wanted || wanted.some((pattern) => pattern.test(id)))
  .filter((each) => !values.left || !NOTICED.has(before.get(nameOf(each))?.fate ?? ''));
const verdicts = new Map<string, Verdict>();
const crew = new Crew(Number(values.procs));

function write(): void {
  const known = all.flatMap((each) => {
    const verdict = verdicts.get(each.id) ?? before.get(nameOf(each));
    return verdict ? { ...verdict, id: each.id } : [];
  });
  const sorted = known.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  writeFileSync(RESULTS, `${JSON.stringify(sorted, null, 2)}\n`);
}

function told(verdict: Verdict): void {
  const { fate, id, runs, scenario = '', seed = '', by = '' } = verdict;
  const tried = (verdicts.get(id)?.runs ?? 0) + runs;
  const isNew = fate !== 'unreached' || !verdicts.has(id);
  if (isNew) verdicts.set(id, { ...verdict, runs: tried });
  if (values.write) write();
  process.stdout.write(`${fate} ${id} (${tried}) ${scenario} ${seed} ${by.slice(0, 110)}\n`);
}

async function look(spot: Spot): Promise<Sound[]> {
  const answer = await crew.do({ spot });
  if ('lost' in answer) throw new Error(`sound code ${answer.lost} on ${spot.scenario} ${spot.seed}: ${answer.how}`);
  if (!('sound' in answer)) return [];
  const { violated } = answer.sound;
  if (violated.length > 0) process.stdout.write(`sound code violates ${violated} on ${spot.scenario} ${spot.seed}\n`);
  return [answer.sound];
}

async function tryOut(mutant: Mutant, sounds: readonly Sound[]): Promise<void> {
  const candidates = candidatesFor(mutant, sounds, tries).map(({ scenario, seed, violated }) => ({
    scenario,
    seed,
    violated,
  }));
  const { id, kind, was } = mutant;
  const answer = await crew.do({ id, candidates });
  if ('lost' in answer) told({ id, kind, was, fate: answer.lost, by: answer.how, runs: candidates.length });
  else if ('verdict' in answer) told(answer.verdict);
}

/** Seeds of every scenario, from the one after `from` on. */
const spotsIn = (from: number, to: number): Spot[] =>
  scenarios.flatMap((scenario) =>
    Array.from({ length: Math.max(0, to - from) }, (_, index) => ({ scenario, seed: from + index + 1 })),
  );

let [from, left] = [0, chosen];
for (const round of ROUNDS) {
  const to = Math.min(round, seeds);
  if (to <= from || left.length === 0) break;
  const sounds = (await Promise.all(spotsIn(from, to).map(look))).flat();
  process.stdout.write(`${left.length} bugs on seeds ${from + 1} to ${to} of ${scenarios}\n`);
  await Promise.all(left.map((mutant) => tryOut(mutant, sounds)));
  left = left.filter(({ id }) => !NOTICED.has(verdicts.get(id)?.fate ?? ''));
  from = to;
}
crew.end();
process.stdout.write(table(chosen.flatMap(({ id }) => verdicts.get(id) ?? [])));
// The bundler's service would keep the process alive.
process.exit(left.length > 0 ? 1 : 0);
