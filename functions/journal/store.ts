/**
 * The journal's table. Access patterns:
 *  1. what accounts took on days of a range   pk TOTALS#<YYYY>                 sk <YYYY-MM-DD>
 *  2. a day as it was closed                  pk CLOSE#<YYYY-MM-DD>            sk CLOSE
 *  3. the differences of a close              pk DIFFERENCES#<day>#<closing>   sk <number>
 * The other part of the table: entry-store.ts.
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { DomainError } from '../../shared/kernel/errors.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { QueryCommand as DynamoDbQuery } from '../../shared/platform/dynamodb-commands.ts';
import { contextTable, tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Close, Difference } from './domain/close.ts';
import type { Total } from './domain/entry.ts';

const JournalTable = contextTable('journal');

/** A day as it was closed last. */
export const CloseEntity = new Entity({
  name: 'Close',
  table: JournalTable,
  timestamps: false,
  schema: item({ date: string().key(), version: number(), closing: string(), close: any() }),
  computeKey: ({ date }) => ({ pk: `CLOSE#${date}`, sk: 'CLOSE' }),
});

const differencesPartition = (date: string, closing: string) => `DIFFERENCES#${date}#${closing}`;

/** One difference of one close. */
export const DifferenceEntity = new Entity({
  name: 'Difference',
  table: JournalTable,
  timestamps: false,
  schema: item({ date: string().key(), closing: string().key(), at: number().key(), difference: any() }),
  computeKey: ({ date, closing, at }) => ({ pk: differencesPartition(date, closing), sk: String(at).padStart(6, '0') }),
});

const attributeOf = (side: 'debit' | 'credit', account: string) => `${side}:${account}`;

/**
 * Adds to what accounts took on one day. A day is one item with an attribute for each side of each account: a sale touches
 * four or five accounts, and they are as many as the shop has providers and partners, so they stay small.
 */
export function addTotals(date: string, totals: readonly Total[]): Action {
  const amounts = totals.flatMap(({ account, debit, credit }): [string, number][] => [
    [attributeOf('debit', account), debit],
    [attributeOf('credit', account), credit],
  ]);
  const changed = amounts.filter(([, amount]) => amount !== 0);
  const Update = {
    TableName: tableName('journal'),
    Key: { pk: `TOTALS#${date.slice(0, 4)}`, sk: date },
    UpdateExpression: `ADD ${changed.map((_, at) => `#${at} :${at}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(changed.map(([name], at) => [`#${at}`, name])),
    ExpressionAttributeValues: Object.fromEntries(changed.map(([, amount], at) => [`:${at}`, amount])),
  };
  return { write: { Update } };
}

function totalsOfDay({ sk: date, ...item }: Record<string, unknown>): Total[] {
  const sides = Object.keys(item).flatMap((name) => /^(?:debit|credit):(.+)$/.exec(name)?.[1] ?? []);
  const amountOf = (side: 'debit' | 'credit', account: string) => Number(item[attributeOf(side, account)] ?? 0);
  return [...new Set(sides)].map((account) => ({
    date: String(date),
    account,
    debit: amountOf('debit', account),
    credit: amountOf('credit', account),
  }));
}

/** What accounts took on the days of a range within the year of its first day. Strongly consistent. */
export async function totalsIn({ from, to }: { from: string; to: string }): Promise<Total[]> {
  const totals: Total[] = [];
  let after: Record<string, unknown> | undefined;
  do {
    const reply = await send(
      new DynamoDbQuery({
        TableName: tableName('journal'),
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': `TOTALS#${from.slice(0, 4)}`, ':from': from, ':to': to },
        ConsistentRead: true,
        ...(after ? { ExclusiveStartKey: after } : {}),
      }),
    );
    totals.push(...((reply.Items ?? []) as Record<string, unknown>[]).flatMap(totalsOfDay));
    after = reply.LastEvaluatedKey as typeof after;
  } while (after);
  return totals;
}

/** A close, and under which name its differences are kept: two that close a day at once must not mix theirs. */
export interface StoredClose {
  close: Close;
  closing: string;
}

/** A day as it was closed last, or undefined. Strongly consistent. */
export async function findClose(date: string): Promise<StoredClose | undefined> {
  const { Item } = await CloseEntity.build(GetItemCommand).key({ date }).options({ consistent: true }).send();
  return Item && { close: Item.close as Close, closing: Item.closing };
}

/** The write of a day's next close; refused when it was closed by somebody else meanwhile. */
export function putClose({ close, closing }: StoredClose): Action {
  const { date, version } = close;
  const { Put } = CloseEntity.build(PutTransaction)
    .item({ date, version, closing, close })
    .options({ condition: version === 1 ? { attr: 'date', exists: false } : { attr: 'version', eq: version - 1 } })
    .params();
  return {
    write: { Put },
    refused: () => new DomainError('conflict', 'journal.changed-meanwhile', 'The day was closed meanwhile.'),
  };
}

/** The write of the difference number `at` of a close. */
export function putDifference({ close: { date }, closing }: StoredClose, difference: Difference, at: number): Action {
  return {
    write: { Put: DifferenceEntity.build(PutTransaction).item({ date, closing, at, difference }).params().Put },
  };
}

/** The first differences of a close, in their order. */
export async function differencesOf({ close: { date }, closing }: StoredClose, limit: number): Promise<Difference[]> {
  const { Items } = await JournalTable.build(QueryCommand)
    .entities(DifferenceEntity)
    .query({ partition: differencesPartition(date, closing) })
    .options({ limit, consistent: true })
    .send();
  return (Items ?? []).map(({ difference }) => difference as Difference);
}
