/**
 * The orders' table. Access patterns:
 *  1. one order by id                              pk ORDER#<id>           sk ORDER
 *  2. orders of a status, oldest due first         gsi1pk STATUS#<status>  gsi1sk <due or placed>#<id>   (keys only)
 *  3. orders of a customer, newest first           gsi2pk CUSTOMER#<id>    gsi2sk <placed>#<id>          (keys only)
 *  4. one command and its reply                    pk COMMAND#<scope>#<key>  sk COMMAND      (shared/platform/command-ledger)
 *  5. events to publish                            pk OUTBOX#<event>       sk OUTBOX         (shared/platform/outbox)
 *  6. events applied                               pk SEEN#<who>#<event>   sk SEEN           (shared/platform/seen)
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { DomainError } from '../../shared/kernel/errors.ts';
import { batchGet, type ItemKey } from '../../shared/platform/batch-get.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { QueryCommand } from '../../shared/platform/dynamodb-commands.ts';
import { contextTable, tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Order, OrderStatus } from './domain/order.ts';

/** An order as stored; what is nested is written and read whole, so it is not taken apart here. */
export const OrderEntity = new Entity({
  name: 'Order',
  table: contextTable('orders'),
  timestamps: false,
  schema: item({
    orderId: string().key(),
    customerId: string(),
    status: string(),
    version: number(),
    placedAt: string(),
    order: any(),
    commandKey: string().optional(),
    gsi1pk: string(),
    gsi1sk: string(),
    gsi2pk: string(),
    gsi2sk: string(),
  }),
  computeKey: ({ orderId }) => ({ pk: `ORDER#${orderId}`, sk: 'ORDER' }),
});

/** An order, and the ledger key of the command whose reply is still to be recorded, if there is one. */
export interface StoredOrder {
  order: Order;
  commandKey?: string;
}

/** Where a page of a list ends. */
export type PageKey = Record<string, unknown> | undefined;

const keyOf = (orderId: string): ItemKey => ({ table: tableName('orders'), pk: `ORDER#${orderId}`, sk: 'ORDER' });

/** The write of an order's next version; `steps` is how many steps it takes at once. A version written meanwhile refuses it. */
export function putOrder(order: Order, steps: number, commandKey?: string): Action {
  const before = order.version - steps;
  const { orderId, customerId, status, version, placedAt, reservedUntil } = order;
  const { Put } = OrderEntity.build(PutTransaction)
    .item({
      orderId,
      customerId,
      status,
      version,
      placedAt,
      order,
      ...(commandKey ? { commandKey } : {}),
      gsi1pk: `STATUS#${status}`,
      gsi1sk: `${reservedUntil ?? placedAt}#${orderId}`,
      gsi2pk: `CUSTOMER#${customerId}`,
      gsi2sk: `${placedAt}#${orderId}`,
    })
    .options({ condition: before === 0 ? { attr: 'orderId', exists: false } : { attr: 'version', eq: before } })
    .params();
  return {
    write: { Put },
    refused: () => new DomainError('conflict', 'orders.changed-meanwhile', 'The order changed meanwhile; look again.'),
  };
}

/** One order with its pending command. Strongly consistent. */
export async function findStored(orderId: string): Promise<StoredOrder | undefined> {
  const { Item } = await OrderEntity.build(GetItemCommand).key({ orderId }).options({ consistent: true }).send();
  return Item ? { order: Item.order as Order, commandKey: Item.commandKey } : undefined;
}

/** Many orders by id, in the order asked for; unknown ones are left out. */
export async function readOrders(orderIds: readonly string[]): Promise<Order[]> {
  if (orderIds.length === 0) return [];
  const found = await batchGet(orderIds.map(keyOf));
  return orderIds
    .map((orderId) => found.get(keyOf(orderId))?.order as Order | undefined)
    .filter((order) => order !== undefined);
}

interface Page {
  orderIds: string[];
  lastKey: PageKey;
}

interface IndexQuery {
  index: 'gsi1' | 'gsi2';
  partition: string;
  before?: string;
  newestFirst?: boolean;
  limit: number;
  from?: PageKey;
}

async function queryIndex({ index, partition, before, newestFirst, limit, from }: IndexQuery): Promise<Page> {
  const reply = await send(
    new QueryCommand({
      TableName: tableName('orders'),
      IndexName: index,
      KeyConditionExpression: before ? '#pk = :pk AND #sk < :before' : '#pk = :pk',
      ExpressionAttributeNames: { '#pk': `${index}pk`, ...(before ? { '#sk': `${index}sk` } : {}) },
      ExpressionAttributeValues: { ':pk': partition, ...(before ? { ':before': before } : {}) },
      ScanIndexForward: !newestFirst,
      Limit: limit,
      ...(from ? { ExclusiveStartKey: from } : {}),
    }),
  );
  const items = (reply.Items ?? []) as { pk: string }[];
  return { orderIds: items.map(({ pk }) => pk.slice('ORDER#'.length)), lastKey: reply.LastEvaluatedKey as PageKey };
}

/** A page of a customer's order ids, newest first. */
export function ordersOfCustomer(customerId: string, limit: number, from: PageKey): Promise<Page> {
  return queryIndex({ index: 'gsi2', partition: `CUSTOMER#${customerId}`, newestFirst: true, limit, from });
}

/** A page of the ids of orders in a status, newest first. */
export function ordersInStatus(status: OrderStatus, limit: number, from: PageKey): Promise<Page> {
  return queryIndex({ index: 'gsi1', partition: `STATUS#${status}`, newestFirst: true, limit, from });
}

/** A page of the ids of orders whose hold ended at `now` or before, longest over first. */
export async function dueReservations(now: string, from: PageKey): Promise<{ items: string[]; lastKey: PageKey }> {
  const due = { index: 'gsi1', partition: 'STATUS#RESERVED', before: `${now}~`, limit: 100, from } as const;
  const { orderIds, lastKey } = await queryIndex(due);
  return { items: orderIds, lastKey };
}

/** How many orders are in a status, counted up to `limit`. */
export async function countInStatus(status: OrderStatus, limit: number): Promise<number> {
  return (await queryIndex({ index: 'gsi1', partition: `STATUS#${status}`, limit })).orderIds.length;
}
