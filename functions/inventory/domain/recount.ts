import { COUNTERS, type Counter, type Counts, plus } from './counters.ts';
import type { StockLevel } from './stock.ts';

/** What the ledger says about a change of a stock level. */
export interface Entry {
  locationId: string;
  by: Counts;
}

/** The sum of a ledger up to somewhere, by location. */
export interface Sum {
  by: Counts;
  /** How many movements it is the sum of. */
  movements: number;
}

/** A number that is not what the ledger says. */
export interface Difference {
  sku: string;
  locationId: string;
  counter: Counter | 'movements';
  stands: number;
  recomputed: number;
}

/** What a comparison came to: differences, or that trade went on while it looked. */
export interface Recount {
  differences: Difference[];
  moved: boolean;
}

/** Adds entries to sums. */
export function addUp(sums: Readonly<Record<string, Sum>>, entries: readonly Entry[]): Record<string, Sum> {
  const all = { ...sums };
  for (const { locationId, by } of entries) {
    const sum = all[locationId] ?? { by: {}, movements: 0 };
    all[locationId] = { by: plus(sum.by, by), movements: sum.movements + 1 };
  }
  return all;
}

const NOTHING: Sum = { by: {}, movements: 0 };

/** A level and what its ledger says: `known` by what was read before the level, `sum` by what was read after it. */
interface Compared {
  level?: StockLevel;
  sum: Sum;
  known: Sum;
}

function compareAt(sku: string, locationId: string, { level, sum, known }: Compared): Recount {
  const version = level?.version ?? 0;
  // The ledger was read after the level: more entries than movements only mean that somebody moved units in between,
  // unless they stood there before the level was read.
  if (sum.movements > version && known.movements <= version) return { differences: [], moved: true };
  const counters = COUNTERS.map((counter) => ({ counter, stands: level?.[counter] ?? 0, is: sum.by[counter] ?? 0 }));
  const compared = [...counters, { counter: 'movements' as const, stands: version, is: sum.movements }];
  const differences = compared
    .filter(({ stands, is }) => stands !== is)
    .map(({ counter, stands, is }) => ({ sku, locationId, counter, stands, recomputed: is }));
  return { differences, moved: false };
}

type Sums = Readonly<Record<string, Sum>>;

/**
 * Compares the levels of a SKU with the sums of its ledger. The levels must have been read before the ledger; `known` are
 * the sums of an earlier look, from before the levels were read.
 */
export function compare(sku: string, levels: readonly StockLevel[], sums: Sums, known: Sums = {}): Recount {
  const levelAt = new Map(levels.map((level) => [level.locationId, level]));
  const places = [...new Set([...levelAt.keys(), ...Object.keys(sums)])].sort();
  const each = places.map((place) => {
    const level = levelAt.get(place);
    const told = { sum: sums[place] ?? NOTHING, known: known[place] ?? NOTHING };
    return compareAt(sku, place, { ...told, ...(level ? { level } : {}) });
  });
  return { differences: each.flatMap(({ differences }) => differences), moved: each.some(({ moved }) => moved) };
}
