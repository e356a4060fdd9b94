/**
 * The table of what promotions did. Access patterns:
 *  1. what is counted of an order            pk ORDER#<order id>            sk EFFECT
 *  2. counters of a promotion by day         pk EFFECT#<promotion>#<shard>  sk <YYYY-MM-DD>#<channel>
 *  3. the buyers of a promotion's hold-out   pk BUYERS#<promotion>#<shard>  sk <in|out>#<customer>
 *  4. when a promotion went live first       pk BEGAN#<promotion>           sk BEGAN
 *  5. which sessions saw it (view-store.ts)  pk VIEW#<digest>               sk VIEW
 * `*` stands for the whole shop. Counters only take what the item of an order says is new, in its very commit: that item is
 * what keeps a fact from counting twice, for good and in whatever order facts come.
 */
import { DomainError } from '../../shared/kernel/errors.ts';
import { shardOf } from '../../shared/kernel/shard.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { batchGet } from '../../shared/platform/batch-get.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { GetCommand, QueryCommand } from '../../shared/platform/dynamodb-commands.ts';
import { AlreadyApplied } from '../../shared/platform/seen.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { DayRow } from './domain/figures.ts';
import { placeNamed } from './domain/place.ts';
import type { Counted, Tally } from './domain/tally.ts';

const TableName = () => tableName('effects');

/** The counters of a promotion are spread over so many partitions, so that one that everybody gets is no hot one. */
const SHARDS = 8;

const shards = Array.from({ length: SHARDS }, (_, shard) => shard);

/** Conflict `effects.changed-meanwhile`. */
export const changedMeanwhile = () =>
  new DomainError('conflict', 'effects.changed-meanwhile', 'Somebody else counted it; try again.');

/** What is counted of an order; version 0 stands for nothing yet. */
export interface OrderEffect {
  orderId: string;
  version: number;
  counted: Counted;
}

const orderKey = (orderId: string) => ({ pk: `ORDER#${orderId}`, sk: 'EFFECT' });

/** What is counted of these orders. Strongly consistent. Right: BatchGetItem. */
export async function readOrderEffects(orderIds: readonly string[]): Promise<OrderEffect[]> {
  const keyOf = (orderId: string) => ({ table: TableName(), ...orderKey(orderId) });
  const found = await batchGet(orderIds.map(keyOf));
  return orderIds.map((orderId) => {
    const item = found.get(keyOf(orderId));
    return item
      ? { orderId, version: Number(item.version), counted: item.counted as Counted }
      : { orderId, version: 0, counted: {} };
  });
}

/** The write of what is counted of an order; refused when somebody else counted it meanwhile. */
export function putOrderEffect({ orderId, version, counted }: OrderEffect): Action {
  const isNew = version === 1;
  return {
    write: {
      Put: {
        TableName: TableName(),
        Item: { ...orderKey(orderId), _et: 'OrderEffect', version, counted },
        ConditionExpression: isNew ? 'attribute_not_exists(pk)' : 'version = :before',
        ...(isNew ? {} : { ExpressionAttributeValues: { ':before': version - 1 } }),
      },
    },
    refused: changedMeanwhile,
  };
}

/** Buyers have a shard of their own; a day's counter may stand in any, and all that is committed at once goes to one. */
function counterKey(name: string, shard: number) {
  const place = placeNamed(name);
  if ('date' in place) return { pk: `EFFECT#${place.promotionId}#${shard}`, sk: `${place.date}#${place.channel}` };
  const { promotionId, customerId, heldOut } = place;
  return { pk: `BUYERS#${promotionId}#${shardOf(customerId, SHARDS)}`, sk: `${heldOut ? 'out' : 'in'}#${customerId}` };
}

/** Adds to the counters of a place. `spreadBy` chooses the shard: what is committed together names the same. */
export function addTo(place: string, tally: Tally, spreadBy: string): Action {
  const entries = Object.entries(tally);
  const Update = {
    TableName: TableName(),
    Key: counterKey(place, shardOf(spreadBy, SHARDS)),
    UpdateExpression: `ADD ${entries.map((_, at) => `#${at} :${at}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(entries.map(([name], at) => [`#${at}`, name])),
    ExpressionAttributeValues: Object.fromEntries(entries.map(([, count], at) => [`:${at}`, count])),
  };
  return { write: { Update } };
}

const beganKey = (promotionId: string) => ({ pk: `BEGAN#${promotionId}`, sk: 'BEGAN' });

/** The write of when a promotion went live; passed over where it is known to have been live before. */
export function putBeginning(promotionId: string, at: Instant): Action {
  return {
    write: {
      Put: {
        TableName: TableName(),
        Item: { ...beganKey(promotionId), _et: 'Beginning', at },
        ConditionExpression: 'attribute_not_exists(pk) OR #at > :at',
        ExpressionAttributeNames: { '#at': 'at' },
        ExpressionAttributeValues: { ':at': at },
      },
    },
    refused: () => new AlreadyApplied(),
  };
}

/** When a promotion went live first, or undefined. Right: GetItem. */
export async function findBeginning(promotionId: string): Promise<Instant | undefined> {
  const Key = beganKey(promotionId);
  const { Item } = await send(new GetCommand({ TableName: TableName(), Key, ConsistentRead: true }));
  return (Item as { at: Instant } | undefined)?.at;
}

interface Row {
  sk: string;
  [counter: string]: unknown;
}

async function rowsOf(pk: string, range?: { from: string; to: string }): Promise<Row[]> {
  const rows: Row[] = [];
  let after: unknown;
  do {
    const reply = await send(
      new QueryCommand({
        TableName: TableName(),
        KeyConditionExpression: range ? 'pk = :pk AND sk BETWEEN :from AND :to' : 'pk = :pk',
        // `$` is the character after `#`, so every channel of the last day is in.
        ExpressionAttributeValues: { ':pk': pk, ...(range ? { ':from': range.from, ':to': `${range.to}$` } : {}) },
        ConsistentRead: true,
        ...(after ? { ExclusiveStartKey: after } : {}),
      }),
    );
    rows.push(...((reply.Items ?? []) as Row[]));
    after = reply.LastEvaluatedKey;
  } while (after);
  return rows;
}

const partsOf = (sk: string): [first: string, rest: string] => {
  const at = sk.indexOf('#');
  return [sk.slice(0, at), sk.slice(at + 1)];
};

function countersIn({ pk: _pk, sk: _sk, ...counters }: Row): Tally {
  return counters as Tally;
}

/** What is counted of a promotion (or of the whole shop) on days of a range, both included, shard by shard. */
export async function daysOf(promotionId: string, range: { from: string; to: string }): Promise<DayRow[]> {
  const rows = await Promise.all(shards.map((shard) => rowsOf(`EFFECT#${promotionId}#${shard}`, range)));
  return rows.flat().map((row) => {
    const [date, channel] = partsOf(row.sk);
    return { date, channel, tally: countersIn(row) };
  });
}

/** What the buyers of a promotion's hold-out bought, side by side. */
export async function buyersOf(promotionId: string): Promise<{ heldOut: boolean; tally: Tally }[]> {
  const rows = await Promise.all(shards.map((shard) => rowsOf(`BUYERS#${promotionId}#${shard}`)));
  return rows.flat().map((row) => ({ heldOut: partsOf(row.sk)[0] === 'out', tally: countersIn(row) }));
}
