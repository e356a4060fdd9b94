import type { Laboratory } from '../laboratory.ts';
import { runSeed, type SeedResult } from '../run.ts';
import type { CallSite, FateOf } from '../world/wire.ts';
import { type Chapter, scenarioOf } from './chapter.ts';

/** A place where an environment may die: before or after one call of one run of a function. */
export interface Point {
  chapter: string;
  function: string;
  /** The how manieth run of this function in the chapter, from 1. */
  run: number;
  /** The how manieth call of that run, from 1. */
  call: number;
  label: string;
  after: boolean;
}

/** A call as the reference run made it. */
interface Made {
  function: string;
  run: number;
  call: number;
  label: string;
}

const SEED = 1;

/** Counts the runs of each function since the chapter began, whatever came before. */
class Runs {
  private readonly runs = new Map<string, number[]>();

  numberOf({ function: name, invocation }: CallSite): number {
    const known = this.runs.get(name) ?? [];
    this.runs.set(name, known);
    const at = known.indexOf(invocation);
    return at < 0 ? known.push(invocation) : at + 1;
  }
}

/** Decides about a call that was made for the how manieth time; undefined lets it be. */
export type Decide = (made: Made, site: CallSite) => ReturnType<FateOf>;

/** Plays a chapter in which `decide` decides who dies. */
export function playChapter(
  { code, blueprint, checks }: Laboratory,
  chapter: Chapter,
  decide: Decide,
): Promise<SeedResult> {
  let hasBegun = false;
  const runs = new Runs();
  const scenario = scenarioOf(chapter, () => {
    hasBegun = true;
  });
  const fateOf: FateOf = (site) => {
    if (!hasBegun) return undefined;
    const { function: name, index, label } = site;
    const made = { function: name, run: runs.numberOf(site), call: index, label };
    return decide(made, site) ?? chapter.weather?.(label, index);
  };
  return runSeed({ seed: SEED, scenario, code, blueprint, checks, fateOf });
}

/** What a chapter does when nobody dies. */
export interface Reference {
  chapter: Chapter;
  points: Point[];
  functions: Set<string>;
  violations: readonly string[];
}

/** Two runs of a function that make the same calls to the same ends are one path through it. */
function pathsIn(made: readonly Made[]): Made[] {
  const byRun = Map.groupBy(made, (one) => `${one.function} ${one.run}`);
  const paths = new Map<string, Made[]>();
  for (const calls of byRun.values()) {
    const path = `${calls[0]?.function} ${calls.map(({ label }) => label).join(', ')}`;
    if (!paths.has(path)) paths.set(path, calls);
  }
  return [...paths.values()].flat();
}

/** Plays a chapter through and writes down every point in it. */
export async function reference(laboratory: Laboratory, chapter: Chapter): Promise<Reference> {
  const made: Made[] = [];
  const { violations, simulation } = await playChapter(laboratory, chapter, (one) => {
    made.push(one);
    return undefined;
  });
  const points = pathsIn(made).flatMap((one) =>
    [false, true].map((after) => ({ chapter: chapter.name, ...one, after })),
  );
  return {
    chapter,
    points,
    functions: new Set(simulation.core.invocations.map((run) => run.function)),
    violations: [
      ...violations.map(({ invariant, text }) => `${invariant}: ${text}`),
      ...simulation.core.exchanges
        .filter(({ status }) => status === 400 || status === 401)
        .map(({ method, path, replyText }) => `the chapter asks wrongly: ${method} ${path} ${replyText}`),
    ],
  };
}

/** A point in words. */
export function wordsOf({ chapter, function: name, run, call, label, after }: Point): string {
  return `${chapter}: ${name}, run ${run}, ${after ? 'after' : 'before'} call ${call} (${label})`;
}
