/**
 * Counts the most frequent keys of an endless stream in bounded space (Space-Saving, Metwally et al. 2005). Below the cap
 * every count is exact, whatever order the keys came in; above it a count may be too high by `floor` at most, never too
 * low, and every key that is truly frequent is kept.
 */
export interface Counter {
  counts: Record<string, number>;
  /** The highest count that was ever given up for a newcomer; 0 while all counts are exact. */
  floor: number;
}

/** A counter that has counted nothing. */
export const EMPTY: Counter = { counts: {}, floor: 0 };

type Entry = [key: string, count: number];

const byCount = ([keyA, a]: Entry, [keyB, b]: Entry): number => b - a || (keyA < keyB ? -1 : 1);

function leastOf(counts: ReadonlyMap<string, number>): Entry {
  return [...counts].reduce((least, entry) => (byCount(least, entry) < 0 ? entry : least));
}

/** The counter after one more occurrence of each key; `cap` is how many keys it may hold. */
export function countUp(counter: Counter, keys: readonly string[], cap: number): Counter {
  const counts = new Map(Object.entries(counter.counts));
  let floor = counter.floor;
  for (const key of keys) {
    if (counts.has(key) || counts.size < cap) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
      continue;
    }
    const [given, count] = leastOf(counts);
    counts.delete(given);
    counts.set(key, count + 1);
    floor = Math.max(floor, count);
  }
  return { counts: Object.fromEntries(counts), floor };
}

/** The most frequent keys that were surely counted, most frequent first, equal ones by key. */
export function topOf({ counts, floor }: Counter, limit: number): Entry[] {
  return Object.entries(counts)
    .filter(([, count]) => count > floor)
    .sort(byCount)
    .slice(0, limit);
}
