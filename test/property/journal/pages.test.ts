import fc from 'fast-check';
import type { Entry } from '../../../functions/journal/domain/entry.ts';
import {
  entryShardOf,
  type Look,
  pageOf,
  positionOf,
  SHARDS,
  shareOf,
} from '../../../functions/journal/domain/pages.ts';

const DAY = '2026-11-22';

const entries = fc
  .uniqueArray(fc.tuple(fc.nat(20), fc.stringMatching(/^[0-9A-Z]{6}$/)), { selector: ([, id]) => id, maxLength: 200 })
  .map((all) => all.map(([hour, entryId]) => ({ entryId, date: DAY, at: `${DAY}T${hour + 10}` }) as Entry));

const sorted = (all: readonly Entry[]) => all.map(positionOf).sort();

/** A partition as DynamoDB reads it: so many from a position on, and the last one it saw when it stopped for their number. */
function shelf(all: readonly Entry[], shard: number, from: string, limit: number): Look {
  const own = all.filter(({ entryId }) => entryShardOf(entryId) === shard);
  const found = own.filter((entry) => positionOf(entry) >= from);
  const seen = found.sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1)).slice(0, limit);
  const last = seen.at(-1);
  return { entries: seen, ...(last && seen.length === limit ? { lastSeen: positionOf(last) } : {}) };
}

function readAll(all: readonly Entry[], limit: number): string[] {
  const read: string[] = [];
  for (let from: string | undefined = DAY; from !== undefined; ) {
    const start: string = from;
    const looks = Array.from({ length: SHARDS }, (_, shard) => shelf(all, shard, start, shareOf(limit)));
    const page = pageOf(looks, limit);
    expect(page.entries.length).toBeLessThanOrEqual(limit);
    read.push(...page.entries.map(positionOf));
    from = page.next;
  }
  return read;
}

test('given entries in many partitions, when they are read in pages of any size, then each comes once and in order', () => {
  fc.assert(
    fc.property(entries, fc.integer({ min: 1, max: 100 }), (all, limit) => {
      expect(readAll(all, limit)).toEqual(sorted(all));
    }),
    { numRuns: 200 },
  );
});

test('given ids of any kind, then each has one of the partitions, and a thousand of them share the load', () => {
  const shards = Array.from({ length: 1_000 }, (_, at) => entryShardOf(`01KAN${at}XYZ`));
  expect(shards.every((shard) => Number.isInteger(shard) && shard >= 0 && shard < SHARDS)).toBe(true);
  const groups = Array.from(Map.groupBy(shards, (shard) => shard).values(), ({ length }) => length);
  const most = Math.max(...groups);
  expect(most).toBeLessThan(2_000 / SHARDS);
});
