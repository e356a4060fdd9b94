import type { Entry, Total } from './domain/entry.ts';
import { after, type Look, merged, pageOf, SHARDS, shareOf } from './domain/pages.ts';
import { cutBy } from './domain/range.ts';
import { type EntryRange, entriesIn } from './entry-store.ts';
import { totalsIn } from './store.ts';

/** A page ends after so many looks, however little they brought: an account may have few entries in a long time. */
const MOST_LOOKS = 24;
const AT_ONCE = 1_000;

const eachShard = <Found>(read: (shard: number) => Promise<Found>) =>
  Promise.all(Array.from({ length: SHARDS }, (_, shard) => read(shard)));

/** One look into all partitions of the month that a range begins in. */
async function look(range: EntryRange, limit: number): Promise<{ entries: Entry[]; next?: string }> {
  const [month, rest] = cutBy('month', range.from.slice(0, 10), range.to);
  const within = { ...range, to: month?.to ?? range.to };
  const page = pageOf(await eachShard((shard) => entriesIn(within, shard, shareOf(limit))), limit);
  return page.next === undefined && rest ? { ...page, next: rest.from } : page;
}

/** A page of the entries of a range, over as many months as it needs, and where the next begins. A page may be short. */
export async function pageOfEntries(range: EntryRange, limit: number): Promise<{ entries: Entry[]; next?: string }> {
  const entries: Entry[] = [];
  let next: string | undefined = range.from;
  for (let looks = 0; looks < MOST_LOOKS && entries.length < limit && next !== undefined; looks += 1) {
    const page = await look({ ...range, from: next }, limit - entries.length);
    entries.push(...page.entries);
    next = page.next;
  }
  return { entries, ...(next === undefined ? {} : { next }) };
}

/** One partition of a month, to its end. */
async function wholeShard(range: EntryRange, shard: number): Promise<Look> {
  const { entries, lastSeen } = await entriesIn(range, shard, AT_ONCE);
  if (lastSeen === undefined) return { entries };
  const more = await wholeShard({ ...range, from: after(lastSeen) }, shard);
  return { entries: [...entries, ...more.entries] };
}

/** All entries of some days, in order. */
export async function allEntries(range: EntryRange): Promise<Entry[]> {
  const months = cutBy('month', range.from, range.to);
  const looks = months.map((month) => eachShard((shard) => wholeShard({ ...range, ...month }, shard)));
  return merged((await Promise.all(looks)).flat());
}

/** What accounts took on the days of a range. */
export async function allTotals(range: EntryRange): Promise<Total[]> {
  const years = cutBy('year', range.from, range.to).map((part) => totalsIn(part));
  return (await Promise.all(years)).flat().filter(({ account }) => !range.account || account === range.account);
}
