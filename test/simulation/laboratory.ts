import type { Blueprint } from '../../local/blueprint.ts';
import type { InvariantFactory } from './contract.ts';
import { everyInvariant } from './invariants/every-invariant.ts';
import { runSeed, type SeedResult, type SeedRun } from './run.ts';
import { scenarioNamed } from './scenarios/every-scenario.ts';
import { simulatedBlueprint } from './world/blueprint.ts';
import { type Code, loadCode, type SourceChange } from './world/code.ts';
import type { Spared } from './world/faults.ts';

/** Code and template, loaded once for many runs. */
export interface Laboratory {
  code: Code;
  blueprint: Blueprint;
  checks: readonly InvariantFactory[];
}

/** Loads the code under test, with a bug planted where one is given, and the template. */
export async function openLaboratory(change?: SourceChange): Promise<Laboratory> {
  // A refusal is an everyday thing in here, and its stack trace would cost more than the refusal.
  Error.stackTraceLimit = 0;
  const [code, blueprint] = await Promise.all([loadCode(...(change ? [change] : [])), simulatedBlueprint()]);
  return { code, blueprint, checks: everyInvariant };
}

/** Runs one seed of the scenario of this name. */
export function runIn(
  laboratory: Laboratory,
  scenario: string,
  seed: number,
  more: Partial<SeedRun> = {},
): Promise<SeedResult> {
  return runSeed({ ...laboratory, scenario: scenarioNamed(scenario), seed, ...more });
}

const sameViolation = (one: SeedResult, other: SeedResult): boolean =>
  one.violations[0]?.invariant === other.violations[0]?.invariant;

const BUDGET = 60;

/** A trace without the invocations that only looked and found nothing to do. */
export function telling(trace: readonly string[]): string[] {
  const invocationOf = (line: string): string | undefined => /^\d+ \S+ (#\d+)/.exec(line)?.[1];
  const working = new Set(
    trace.filter((line) => /Write|Put|Update|partner|threw|killed|timed/.test(line)).map(invocationOf),
  );
  return trace.filter((line) => {
    const invocation = invocationOf(line);
    return invocation === undefined || working.has(invocation);
  });
}

/**
 * Shortens a violated run: leaves out kinds of faults, then single faults, as long as the same invariant is violated.
 * Answers the shortest run found, with its trace.
 */
export async function shorten(laboratory: Laboratory, found: SeedResult): Promise<SeedResult & { spared: Spared }> {
  let best = found;
  let tries = 0;
  const kinds = new Set<string>();
  const numbers = new Set<number>();
  const attempt = async (moreKinds: string[], moreNumbers: number[]): Promise<boolean> => {
    if (tries >= BUDGET) return false;
    tries += 1;
    const all = new Set([...numbers, ...moreNumbers]);
    const spared = { kinds: new Set([...kinds, ...moreKinds]), numbers: (number: number) => all.has(number) } as Spared;
    const result = await runIn(laboratory, found.scenario, found.seed, { spared });
    if (!sameViolation(result, found)) return false;
    best = result;
    for (const kind of moreKinds) kinds.add(kind);
    for (const number of moreNumbers) numbers.add(number);
    return true;
  };
  for (const kind of Object.keys(found.faults)) await attempt([kind], []);
  for (let size = Math.ceil(best.struck / 2); size >= 1 && tries < BUDGET; size = Math.floor(size / 2)) {
    for (let first = 1; first <= best.struck; first += size)
      await attempt(
        [],
        Array.from({ length: size }, (_, index) => first + index),
      );
    if (size === 1) break;
  }
  const spared = { kinds: new Set(kinds), numbers: (number: number) => numbers.has(number) } as Spared;
  const last = await runIn(laboratory, found.scenario, found.seed, { spared, keepsTrace: true });
  return { ...last, spared };
}
