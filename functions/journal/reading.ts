import type { Entry, Total } from './domain/entry.ts';
import { cutBy } from './domain/range.ts';
import { type EntryRange, entriesIn, type PageKey, totalsIn } from './store.ts';

/** A page of the entries of a range, over as many months as it needs. A page may be short where it looks for one account. */
export async function pageOfEntries(range: EntryRange, limit: number, from: PageKey) {
  const entries: Entry[] = [];
  const start = typeof from?.sk === 'string' ? from.sk.slice(0, 10) : range.from;
  let key = from;
  for (const part of cutBy('month', start, range.to)) {
    const page = await entriesIn({ ...range, ...part }, limit - entries.length, key);
    entries.push(...page.entries);
    if (page.lastKey) return { entries, lastKey: page.lastKey };
    if (entries.length === limit) return { entries, lastKey: keyOf(entries.at(-1), range.to) };
    key = undefined;
  }
  return { entries, lastKey: undefined };
}

/** The key after which the next month goes on; nothing when the last entry ended the range. */
function keyOf(last: Entry | undefined, to: string): PageKey {
  if (!last || last.date.slice(0, 7) === to.slice(0, 7)) return undefined;
  const { date, at, entryId } = last;
  return { pk: `ENTRIES#${date.slice(0, 7)}`, sk: `${date}#${at}#${entryId}` };
}

/** All entries of some days. */
export async function allEntries(range: EntryRange): Promise<Entry[]> {
  const entries: Entry[] = [];
  let from: PageKey;
  do {
    const page = await pageOfEntries(range, 1_000, from);
    entries.push(...page.entries);
    from = page.lastKey;
  } while (from);
  return entries;
}

/** What accounts took on the days of a range. */
export async function allTotals(range: EntryRange): Promise<Total[]> {
  const years = cutBy('year', range.from, range.to).map((part) => totalsIn(part));
  return (await Promise.all(years)).flat().filter(({ account }) => !range.account || account === range.account);
}
