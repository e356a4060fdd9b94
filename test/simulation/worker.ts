import { doErrand } from './errand.ts';
import { openLaboratory, runIn, shorten, telling } from './laboratory.ts';
import type { SeedResult } from './run.ts';

/** A part of what a worker is told to run. */
export interface Task {
  scenario: string;
  seeds: number[];
}

/** What a worker tells after each seed. */
export interface Told {
  scenario: string;
  seed: number;
  traceHash: string;
  stats: Readonly<Record<string, number>>;
  faults: Readonly<Record<string, number>>;
  violation?: { invariant: string; name: string; at: number; text: string; trace: string[]; faults: string[] };
}

const TRACE_LINES = 60;
let shortened = 0;
const MOST_SHORTENED = 3;

async function tell(told: SeedResult, laboratory: Awaited<ReturnType<typeof openLaboratory>>): Promise<Told> {
  const { scenario, seed, traceHash, stats, faults, violations } = told;
  const [violation] = violations;
  if (!violation) return { scenario, seed, traceHash, stats, faults };
  shortened += 1;
  const short = shortened <= MOST_SHORTENED ? await shorten(laboratory, told) : { ...told, trace: [] };
  const lines = telling(short.trace);
  const fates = lines.filter((line) => line.includes('{"kind"')).slice(-TRACE_LINES);
  const trace = lines.slice(-TRACE_LINES);
  const kinds = Object.keys(short.faults);
  return {
    scenario,
    seed,
    traceHash,
    stats,
    faults,
    violation: { ...violation, trace: [...fates, '…', ...trace], faults: kinds },
  };
}

// Many tasks in one process: loading and warming up the code takes longer than most of them.
doErrand<Task[], Told>(async (tasks, send) => {
  const laboratory = await openLaboratory();
  for (const { scenario, seeds } of tasks)
    for (const seed of seeds) await send(await tell(await runIn(laboratory, scenario, seed), laboratory));
});
