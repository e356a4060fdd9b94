/**
 * The journal's table, its part for entries. Access patterns:
 *  1. entries of a range of days, in order    pk ENTRIES#<YYYY-MM>#<shard>     sk <YYYY-MM-DD>#<at>#<event>
 * An entry's key holds the id of the event it was made of: the entry itself is what keeps an event from counting twice.
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { AlreadyApplied } from '../../shared/platform/seen.ts';
import { contextTable } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Entry } from './domain/entry.ts';
import { entryShardOf, type Look, positionOf } from './domain/pages.ts';

const JournalTable = contextTable('journal');

const partitionOf = (date: string, shard: number) => `ENTRIES#${date.slice(0, 7)}#${String(shard).padStart(2, '0')}`;

/** An entry as stored; `accounts` are those of its lines, to be filtered by. */
export const EntryEntity = new Entity({
  name: 'Entry',
  table: JournalTable,
  timestamps: false,
  schema: item({
    entryId: string().key(),
    date: string().key(),
    at: string().key(),
    orderId: string(),
    what: string(),
    lines: any(),
    movements: any(),
    accounts: list(string()),
  }),
  computeKey: (entry) => ({ pk: partitionOf(entry.date, entryShardOf(entry.entryId)), sk: positionOf(entry) }),
});

/** The write of an entry; the commit raises `AlreadyApplied` when its event was booked before. */
export function putEntry(entry: Entry): Action {
  const accounts = [...new Set(entry.lines.map(({ account }) => account))];
  const { Put } = EntryEntity.build(PutTransaction)
    .item({ ...entry, accounts })
    .options({ condition: { attr: 'entryId', exists: false } })
    .params();
  return { write: { Put }, refused: () => new AlreadyApplied() };
}

/** Which entries: from a day, or from where a page ended, to a day that is included; of one account where it is given. */
export interface EntryRange {
  from: string;
  to: string;
  account?: string;
}

/** `$` is the character after `#`, so every entry of the last day is in. */
const daysOf = ({ from, to }: EntryRange) => ({ between: [from, `${to}$`] as [string, string] });

/** The first entries of one partition of the month that a range begins in, in order. Strongly consistent. */
export async function entriesIn(range: EntryRange, shard: number, limit: number): Promise<Look> {
  const { account } = range;
  const { Items, LastEvaluatedKey } = await JournalTable.build(QueryCommand)
    .entities(EntryEntity)
    .query({ partition: partitionOf(range.from, shard), range: daysOf(range) })
    .options({
      consistent: true,
      limit,
      ...(account ? { filters: { Entry: { attr: 'accounts', contains: account } } } : {}),
    })
    .send();
  const entries = (Items ?? []).map(({ accounts: _accounts, ...entry }) => entry as Entry);
  return { entries, ...(LastEvaluatedKey ? { lastSeen: String(LastEvaluatedKey.sk) } : {}) };
}
