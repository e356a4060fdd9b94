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
}

const nameOf = ({ sku, locationId }: Pick<StockLevel, 'sku' | 'locationId'>) => `${locationId} ${sku}`;

function moved(level: StockLevel, by: Counts): StockLevel {
  const counts = level as Counts;
  const changed = Object.entries(by).map(([name, units]) => [name, (counts[name as keyof Counts] ?? 0) + units]);
  return { ...level, ...Object.fromEntries(changed) };
}

/** Two movements of a level as one: what the second may find at most, it may find after the first. */
function both(first: Movement, second: Movement): Movement {
  const limits = Object.entries(second.most ?? {}) as [keyof Counts, number][];
  const most = Object.fromEntries(limits.map(([counter, limit]) => [counter, limit - (first.by[counter] ?? 0)]));
  const sum = { by: plus(first.by, second.by), needs: plus(first.needs ?? {}, second.needs ?? {}) };
  return { ...second, ...sum, most: { ...first.most, ...most } };
}

/** Levels as they become while one buyer after the other takes from them. */
class Emptying {
  readonly sums = new Map<string, Movement>();
  readonly #levels: Map<string, StockLevel>;

  constructor(levels: readonly StockLevel[]) {
    this.#levels = new Map(levels.map((level) => [nameOf(level), level]));
  }

  get levels(): StockLevel[] {
    return [...this.#levels.values()];
  }

  take(allotment: Allotment): void {
    const name = nameOf(allotment);
    const movement = hold(allotment);
    const level = this.#levels.get(name);
    if (level) this.#levels.set(name, moved(level, movement.by));
    this.sums.set(name, both(this.sums.get(name) ?? { ...movement, by: {}, needs: {}, most: {} }, movement));
  }
}

/** Lets buyers take in turn: who comes first is served first, and who wants less than is left is not refused. */
export function takeTurns(turns: readonly Turn[], given: readonly StockLevel[]): Turns {
  const emptying = new Emptying(given);
  const missed = new Set<string>();
  const taken = turns.map(({ wants, how }) => {
    const { allotments, soldOut } = allot(wants, emptying.levels, how);
    for (const { sku } of soldOut ?? []) missed.add(sku);
    for (const allotment of allotments ?? []) emptying.take(allotment);
    return allotments;
  });
  const witnesses = given
    .filter(({ sku }) => missed.has(sku))
    .map(({ sku, locationId, version = 0 }) => ({ sku, locationId, version }));
  return { taken, movements: [...emptying.sums.values()], witnesses };
}
