import { type Counts, plus } from './counters.ts';
import { hold, type Movement } from './movement.ts';
import { allot, type Sourced } from './sourcing.ts';
import type { Allotment, StockLevel, Want } from './stock.ts';

/** One of several buyers who take what they want one after the other. */
export interface Turn {
  wants: readonly Want[];
  how?: Sourced;
}

/** What came of the turns. */
export interface Turns {
  /** What each buyer got, in their order; undefined for whom not enough was left. */
  taken: (Allotment[] | undefined)[];
  /** One movement for each level that anybody took from. */
  movements: Movement[];
  /**
   * Levels that somebody found too empty: that was true at this version of theirs, so the commit has to insist on it.
   * Otherwise a unit that is given back in the same moment would be missed.
   */
  witnesses: { sku: string; locationId: string; version: number }[];
  /** The levels afterwards. */
  levels: StockLevel[];
}

const nameOf = ({ sku, locationId }: Pick<StockLevel, 'sku' | 'locationId'>) => `${locationId} ${sku}`;

function moved(level: StockLevel, by: Counts): StockLevel {
  const counters = Object.entries(by).map(([counter, units]) => [
    counter,
    ((level[counter as keyof Counts] as number | undefined) ?? 0) + (units ?? 0),
  ]);
  return { ...level, ...Object.fromEntries(counters) };
}

/** Lets buyers take in turn: who comes first is served first, and who wants less than is left is not refused. */
export function takeTurns(turns: readonly Turn[], given: readonly StockLevel[]): Turns {
  const levels = new Map(given.map((level) => [nameOf(level), level]));
  const sums = new Map<string, Movement>();
  const missed = new Set<string>();
  const taken = turns.map(({ wants, how }) => {
    const { allotments, soldOut } = allot(wants, [...levels.values()], how);
    for (const { sku } of soldOut ?? []) missed.add(sku);
    for (const allotment of allotments ?? []) {
      const name = nameOf(allotment);
      const level = levels.get(name);
      const movement = hold(allotment);
      if (level) levels.set(name, moved(level, movement.by));
      const sum = sums.get(name);
      const by = plus(sum?.by ?? {}, movement.by);
      sums.set(name, { ...movement, by, needs: plus(sum?.needs ?? {}, movement.needs ?? {}) });
    }
    return allotments;
  });
  const witnesses = given
    .filter(({ sku }) => missed.has(sku))
    .map(({ sku, locationId, version = 0 }) => ({ sku, locationId, version }));
  return { taken, movements: [...sums.values()], witnesses, levels: [...levels.values()] };
}
