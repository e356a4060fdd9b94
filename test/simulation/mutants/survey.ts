import { type Laboratory, runIn } from '../laboratory.ts';
import type { Lookout } from './reach.ts';

/** One seed of one scenario. */
export interface Spot {
  scenario: string;
  seed: number;
}

/** What a seed does without a bug. */
export interface Sound extends Spot {
  /** Invariants that are violated anyway: their violation tells nothing of a bug. */
  violated: string[];
  /** Ids of the bugs that would have made a difference. */
  places: string[];
  /** Calls that its code made: how dear it is to run. */
  calls: number;
}

/** Runs one seed with sound code and writes down where it comes by. */
export async function survey(plain: Laboratory, lookout: Lookout, { scenario, seed }: Spot): Promise<Sound> {
  let violated: string[] = [];
  let calls = 0;
  const places = await lookout.during(async () => {
    const { violations, stats } = await runIn({ ...plain, code: lookout.code }, scenario, seed);
    violated = [...new Set(violations.map(({ invariant }) => invariant))];
    calls = stats.calls ?? 0;
  });
  return { scenario, seed, violated, places: [...places], calls };
}

/**
 * The seeds on which a bug is tried, in this order: each scenario's cheapest first, the scenarios by turns, so that the one
 * in which it shows comes soon, whichever it is. What is missing when something goes wrong is missed most where most happens.
 */
export function candidatesFor(
  { id, kind }: { id: string; kind: string },
  sounds: readonly Sound[],
  most: number,
): Sound[] {
  // What a setting of the template changes shows nowhere in the sources.
  const near = sounds.filter(({ places }) => kind === 'template' || places.includes(id));
  const dear = kind === 'retry' ? -1 : 1;
  const ranked = [...Map.groupBy(near, ({ scenario }) => scenario).values()].flatMap((ofOne) =>
    ofOne.toSorted((a, b) => dear * (a.calls - b.calls) || a.seed - b.seed).map((sound, rank) => ({ sound, rank })),
  );
  return ranked
    .toSorted((a, b) => a.rank - b.rank || a.sound.calls - b.sound.calls)
    .slice(0, most)
    .map(({ sound }) => sound);
}
