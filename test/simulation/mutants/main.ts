/**
 * `npm run sim:mutants [-- --seeds N] [--procs P] [--only PATTERN] [--scenarios a,b]`: plants bugs one at a time, by dropping a
 * condition, a deduplication, a guard, an outbox item, a retry, a clock check or a setting of the template, and runs the
 * simulator until it notices. Prints what became of each and writes it down (`--write`, results.json).
 */
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { simulatedBlueprint } from '../world/blueprint.ts';
import { sourceMutants } from './generate.ts';
import { table } from './table.ts';
import { templateMutants } from './template-mutants.ts';
import type { Mutant, Ordeal, Verdict } from './trial.ts';

const RESULTS = join(import.meta.dirname, 'results.json');
/** A seed that runs this long hangs: loops that never wait are noticed bugs, too. */
const PATIENCE_MS = 120_000;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    procs: { type: 'string', default: '2' },
    only: { type: 'string', multiple: true },
    scenarios: { type: 'string', default: 'shop' },
    write: { type: 'boolean', default: false },
  },
});
const ordeal: Ordeal = { scenarios: values.scenarios.split(','), seeds: Number(values.seeds) };
const all: Mutant[] = [...sourceMutants(), ...templateMutants(await simulatedBlueprint())];
const wanted = values.only?.map((pattern) => new RegExp(pattern));
const chosen = all.filter(({ id }) => !wanted || wanted.some((pattern) => pattern.test(id)));
const waiting = [...chosen];
const verdicts: Verdict[] = [];

function told(verdict: Verdict): void {
  verdicts.push(verdict);
  const { fate, id, runs, seed = '', by = '' } = verdict;
  process.stdout.write(`${verdicts.length}/${chosen.length} ${fate} ${id} (${runs}) ${seed} ${by.slice(0, 110)}\n`);
}

/** Gives one worker bug after bug; a worker that hangs is ended and another takes its place. */
function work(): Promise<void> {
  return new Promise((resolve, reject) => {
    let current: Mutant | undefined;
    let alarm: NodeJS.Timeout | undefined;
    const worker: ChildProcess = fork(join(import.meta.dirname, 'worker.ts'));
    const wait = (): void => {
      clearTimeout(alarm);
      alarm = setTimeout(() => worker.kill('SIGKILL'), PATIENCE_MS);
    };
    const next = (): void => {
      current = waiting.shift();
      if (!current) return void worker.disconnect();
      wait();
      worker.send({ id: current.id, ordeal });
    };
    worker.on('message', (message: Verdict | 'ready' | 'beat') => {
      if (message === 'beat') return wait();
      if (message !== 'ready') told(message);
      next();
    });
    worker.on('exit', (code, signal) => {
      clearTimeout(alarm);
      if (code === 0) return resolve();
      if (!current) return reject(new Error(`a worker ended with ${code ?? signal}`));
      const { id, kind, was } = current;
      told({ id, kind, was, fate: signal === 'SIGKILL' ? 'hangs' : 'stillborn', by: `${code ?? signal}`, runs: 0 });
      work().then(resolve, reject);
    });
  });
}

function write(): void {
  const known = new Set(all.map(({ id }) => id));
  const before = (JSON.parse(readFileSync(RESULTS, 'utf8')) as Verdict[]).filter(({ id }) => known.has(id));
  const merged = new Map([...before, ...verdicts].map((verdict) => [verdict.id, verdict]));
  const sorted = [...merged.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  writeFileSync(RESULTS, `${JSON.stringify(sorted, null, 2)}\n`);
}

await Promise.all(Array.from({ length: Math.min(Number(values.procs), chosen.length) }, work));
if (values.write) write();
process.stdout.write(table(verdicts));
// The bundler's service would keep the process alive.
process.exit(verdicts.some(({ fate }) => fate === 'survived' || fate === 'unreached') ? 1 : 0);
