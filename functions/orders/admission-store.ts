/**
 * The orders' table, its part for buyers who stand in line for a hot SKU. Access patterns:
 *  1. one admission, which is the item of its command   pk COMMAND#<scope>#<key>        sk COMMAND
 *  2. admissions whose held goods are overdue           gsi1pk HELD#<shard>             gsi1sk <due>#<pk>   (keys only)
 *  3. how many of a line were served                    pk LINE#<sku>#<sale>            sk LINE
 *  4. the tickets of a line, by shard                   pk LINE#<sku>#<sale>#<shard>    sk TICKETS
 */
import { shardOf } from '../../shared/kernel/shard.ts';
import { epochSeconds } from '../../shared/kernel/time.ts';
import type { ItemKey } from '../../shared/platform/batch-get.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { GetCommand, QueryCommand, UpdateCommand } from '../../shared/platform/dynamodb-commands.ts';
import type { Run } from '../../shared/platform/run.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { world } from '../../shared/platform/world.ts';
import type { Want } from '../inventory/holds.ts';
import type { Evaluation } from '../promotions/holds.ts';
import type { Referring } from '../referrals/holds.ts';
import type { OrderRequest } from './checkout.ts';
import { type AdmissionState, type Joiner, type Problem, TICKET_SHARDS, ticketOf } from './domain/admission.ts';
import type { Basis } from './domain/basis.ts';
import type { Quote } from './domain/cart.ts';
import type { Holding } from './domain/order.ts';

/** What a buyer in line will get: the cart as it was priced when he came. */
export interface Prepared {
  request: OrderRequest;
  quote: Quote;
  evaluation: Pick<Evaluation, 'uses' | 'terms'>;
  basis?: Basis;
  /** What the cart takes from the shelves besides the goods he stands in line for. */
  rest: Want[];
  /** Who brought him, where somebody did. */
  referring?: Referring;
  /** How long the goods stay held for him when he does not pay. */
  holdSeconds: number;
}

/** An admission as stored. */
export interface Admission {
  joiner: Joiner;
  ticket: number;
  state: AdmissionState;
  prepared: Prepared;
  /** While held: what, and until when at the latest. */
  holdings?: Holding[];
  due?: string;
  orderId?: string;
  problem?: Problem;
}

/** How many index partitions the held ones are spread over: each takes 1,000 writes a second at most. */
const HELD_SHARDS = 8;
const KEEP_LINE_SECONDS = 30 * 86_400;

const table = () => tableName('orders');

/** The key of an admission, for a caller that reads more in the same call. */
export const admissionKey = (pk: string): ItemKey => ({ table: table(), pk, sk: 'COMMAND' });

/** One admission, or undefined. Strongly consistent. Right: GetItem. */
export async function findAdmission(pk: string): Promise<Admission | undefined> {
  const Key = { pk, sk: 'COMMAND' };
  const { Item } = await send(new GetCommand({ TableName: table(), Key, ConsistentRead: true }));
  return (Item as Admission | undefined)?.joiner ? (Item as Admission) : undefined;
}

/** Raised out of a commit when an admission is no longer in the state it was read in. */
export class AdmissionMoved extends Error {
  constructor() {
    super('admission moved');
    this.name = 'AdmissionMoved';
  }
}

/** What moves an admission on, and what is known of it then. */
export type Step =
  | { state: 'held'; holdings: Holding[]; due: string }
  | { state: 'placed'; orderId: string }
  | { state: 'sold-out' | 'refused'; problem: Problem };

/** The move of an admission out of a state; the commit raises `AdmissionMoved` when it is not in it. Right: UpdateItem. */
export function moveAdmission(pk: string, from: 'waiting' | 'held', step: Step): Action {
  const held = step.state === 'held' ? { gsi1pk: `HELD#${shardOf(pk, HELD_SHARDS)}`, gsi1sk: `${step.due}#${pk}` } : {};
  const fields = Object.entries({ ...step, ...held });
  const index = from === 'held' ? ' REMOVE #gsi1pk, #gsi1sk' : '';
  return {
    write: {
      Update: {
        TableName: table(),
        Key: { pk, sk: 'COMMAND' },
        UpdateExpression: `SET ${fields.map(([name]) => `#${name} = :${name}`).join(', ')}${index}`,
        ConditionExpression: '#state = :from',
        ExpressionAttributeNames: {
          ...Object.fromEntries(fields.map(([name]) => [`#${name}`, name])),
          ...(from === 'held' ? { '#gsi1pk': 'gsi1pk', '#gsi1sk': 'gsi1sk' } : {}),
        },
        ExpressionAttributeValues: {
          ...Object.fromEntries(fields.map(([name, value]) => [`:${name}`, value])),
          ':from': from,
        },
      },
    },
    refused: () => new AdmissionMoved(),
  };
}

/** Keys of admissions whose goods were held until before `now` at the latest and made no order. Right: Query on gsi1. */
export async function overdue(now: string, limit: number): Promise<string[]> {
  const shards = Array.from({ length: HELD_SHARDS }, (_, shard) => `HELD#${shard}`);
  const pages = await Promise.all(
    shards.map((shard) =>
      send(
        new QueryCommand({
          TableName: table(),
          IndexName: 'gsi1',
          KeyConditionExpression: 'gsi1pk = :pk AND gsi1sk < :before',
          ExpressionAttributeValues: { ':pk': shard, ':before': now },
          Limit: limit,
        }),
      ),
    ),
  );
  return pages.flatMap(({ Items }) => ((Items ?? []) as { pk: string }[]).map(({ pk }) => pk));
}

const lineKey = (line: string) => ({ pk: `LINE#${line}`, sk: 'LINE' });

/** Draws a ticket: about how many came into the line before. Right: UpdateItem. */
export async function takeTicket(line: string, run: Run): Promise<number> {
  const shard = Math.floor(world.random() * TICKET_SHARDS);
  const { Attributes } = await send(
    new UpdateCommand({
      TableName: table(),
      Key: { pk: `LINE#${line}#${shard}`, sk: 'TICKETS' },
      UpdateExpression: 'ADD #drawn :one SET #expiresAt = :expiresAt',
      ExpressionAttributeNames: { '#drawn': 'drawn', '#expiresAt': 'expiresAt' },
      ExpressionAttributeValues: { ':one': 1, ':expiresAt': epochSeconds(run.now) + KEEP_LINE_SECONDS },
      ReturnValues: 'UPDATED_NEW',
    }),
  );
  return ticketOf(Number((Attributes as { drawn: number }).drawn));
}

/** How many of a line have been served. Strongly consistent, so that a place never grows. Right: GetItem. */
export async function servedOf(line: string): Promise<number> {
  const { Item } = await send(new GetCommand({ TableName: table(), Key: lineKey(line), ConsistentRead: true }));
  return Number((Item as { served?: number } | undefined)?.served ?? 0);
}

const servedUpdate = (line: string, served: number, run: Run) => ({
  TableName: table(),
  Key: lineKey(line),
  UpdateExpression: 'ADD #served :served SET #expiresAt = :expiresAt',
  ExpressionAttributeNames: { '#served': 'served', '#expiresAt': 'expiresAt' },
  ExpressionAttributeValues: { ':served': served, ':expiresAt': epochSeconds(run.now) + KEEP_LINE_SECONDS },
});

/** Counts that many of a line as served. Right: UpdateItem. */
export function countServed(line: string, served: number, run: Run): Action {
  return { write: { Update: servedUpdate(line, served, run) } };
}

/** The same by itself, of those who were sent away: a place is about right, and exact for nobody. Right: UpdateItem. */
export async function noteServed(line: string, served: number, run: Run): Promise<void> {
  await send(new UpdateCommand(servedUpdate(line, served, run)));
}
