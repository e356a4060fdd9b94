/**
 * What rehearsals keep of what happened: which order was placed when, and which version of a promotion went live or ended
 * when. Access patterns:
 *  1. orders of a day (UTC) in order of time   pk DAY#<YYYY-MM-DD>#<shard>  sk <placedAt>#<order id>
 *  2. publishes and stops in order of time     pk TIMELINE                  sk <at>#<promotion id>#<what>
 * An item says all that its event said, under a key made of it: written twice, it is the same.
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { shardOf } from '../../shared/kernel/shard.ts';
import { dayAfter } from '../../shared/kernel/time.ts';
import { batchPut } from '../../shared/platform/batch-put.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { QueryCommand as KeyQuery } from '../../shared/platform/dynamodb-commands.ts';
import { contextTable, tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { dayOf } from './domain/period.ts';
import type { Moment } from './domain/timeline.ts';

const RehearsalsTable = contextTable('rehearsals');

/** A day's orders are spread over so many partitions, so that a busy hour is no hot one. */
const SHARDS = 4;

const MomentEntity = new Entity({
  name: 'PublicationMoment',
  table: RehearsalsTable,
  timestamps: false,
  schema: item({
    promotionId: string().key(),
    version: number(),
    what: string().enum('published', 'stopped').key(),
    at: string().key(),
  }),
  computeKey: ({ promotionId, what, at }) => ({ pk: 'TIMELINE', sk: `${at}#${promotionId}#${what}` }),
});

/**
 * Writes down which orders were placed when. The key is all there is to say and nothing hangs on it, so they are plain
 * writes, many in a call: transactions would cost every sale twice as much. Right: BatchWriteItem.
 */
export async function notePlaced(orders: readonly { orderId: string; placedAt: string }[]): Promise<void> {
  const items = orders.map(({ orderId, placedAt }) => {
    const pk = `DAY#${dayOf(placedAt)}#${shardOf(orderId, SHARDS)}`;
    return { pk, sk: `${placedAt}#${orderId}`, _et: 'PlacedOrder' };
  });
  await batchPut(tableName('rehearsals'), items);
}

/** The write of a publish or stop. */
export function putMoment(moment: Moment): Action {
  return { write: { Put: MomentEntity.build(PutTransaction).item(moment).params().Put } };
}

/** All publishes and stops before an instant, oldest first. */
export async function momentsUntil(to: string): Promise<Moment[]> {
  const { Items } = await RehearsalsTable.build(QueryCommand)
    .entities(MomentEntity)
    .query({ partition: 'TIMELINE', range: { lt: to } })
    .options({ consistent: true, maxPages: Infinity })
    .send();
  return (Items ?? []) as Moment[];
}

/** Where a walk through the orders stands: after this key, before this instant. */
export interface Walk {
  after: string;
  before: string;
  limit: number;
}

async function keysIn(partition: string, { after, before, limit }: Walk): Promise<string[]> {
  const { Items } = await send(
    new KeyQuery({
      TableName: tableName('rehearsals'),
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :after AND :before',
      // No id holds a blank, so this is the first key after the last one.
      ExpressionAttributeValues: { ':pk': partition, ':after': `${after} `, ':before': before },
      ConsistentRead: true,
      Limit: limit,
    }),
  );
  return ((Items ?? []) as { sk: string }[]).map(({ sk }) => sk);
}

/** A step replays so many orders: a second or two of work. */
export const ORDERS_A_STEP = 250;

/** The order that a key of `nextOrders` speaks of. */
export const idOfKey = (key: string): string => key.slice(key.indexOf('#') + 1);

/** A step looks through at most so many days, however empty they are. */
const DAYS_A_STEP = 31;

/** The keys of the next orders in order of time; `isLast` when there are no more, else `cursor` says where to go on. */
export async function nextOrders({ after, before, limit }: Walk) {
  const keys: string[] = [];
  let day = dayOf(after);
  for (let days = 0; days < DAYS_A_STEP; days += 1, day = dayAfter(day)) {
    if (day > dayOf(before)) return { keys, cursor: before, isLast: true };
    const walk = { after, before, limit };
    const shards = Array.from({ length: SHARDS }, (_, shard) => keysIn(`DAY#${day}#${shard}`, walk));
    const found = (await Promise.all(shards)).flat().sort();
    keys.push(...found.slice(0, limit - keys.length));
    if (keys.length === limit) return { keys, cursor: keys.at(-1) ?? after, isLast: false };
  }
  return { keys, cursor: `${day}T00:00:00.000Z`, isLast: false };
}
