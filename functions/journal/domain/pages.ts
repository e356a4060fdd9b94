import { shardOf } from '../../../shared/kernel/shard.ts';
import type { Entry } from './entry.ts';

/** How many partitions the entries of a month are spread over: each takes 1,000 write units a second at most. */
export const SHARDS = 8;

/** The partition of an entry, by the id of its event: an event that comes again finds its entry. */
export const entryShardOf = (entryId: string): number => shardOf(entryId, SHARDS);

/** Where an entry stands among all, whatever its partition. */
export const positionOf = ({ date, at, entryId }: Pick<Entry, 'date' | 'at' | 'entryId'>) => `${date}#${at}#${entryId}`;

/** What comes right after a position: a space is before everything that a position may go on with. */
export const after = (position: string) => `${position} `;

/** What a look into one partition brought: entries in order, and the last position it saw where it did not see all. */
export interface Look {
  entries: Entry[];
  lastSeen?: string;
}

/** How many a look takes from each partition for so many in all: they lie evenly, so that few are read in vain. */
export const shareOf = (limit: number) => Math.ceil(limit / SHARDS) + 4;

const inOrder = (one: Entry, other: Entry) => (positionOf(one) < positionOf(other) ? -1 : 1);

/** Entries of many looks in order. */
export const merged = (looks: readonly Look[]): Entry[] => looks.flatMap(({ entries }) => entries).sort(inOrder);

/**
 * The first entries of all partitions, no further than all of them were seen, and where to go on; nowhere when every
 * partition was seen to its end.
 */
export function pageOf(looks: readonly Look[], limit: number): { entries: Entry[]; next?: string } {
  const [bound] = looks.flatMap(({ lastSeen }) => lastSeen ?? []).sort();
  const seen = merged(looks).filter((entry) => bound === undefined || positionOf(entry) <= bound);
  const entries = seen.slice(0, limit);
  const end = entries.length < seen.length ? positionOf(entries.at(-1) as Entry) : bound;
  return { entries, ...(end === undefined ? {} : { next: after(end) }) };
}
