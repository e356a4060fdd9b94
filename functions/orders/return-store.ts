/**
 * Returns, kept with their order in the orders' table. Access patterns:
 *  1. one return, whose id names its order     pk ORDER#<order>   sk RETURN#<return>
 *  2. all returns of an order, oldest first    pk ORDER#<order>   sk begins_with RETURN#
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
import { contextTable } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { orderIdOf, type Return } from './domain/returns.ts';

const OrdersTable = contextTable('orders');

/** A return as stored. */
export const ReturnEntity = new Entity({
  name: 'Return',
  table: OrdersTable,
  timestamps: false,
  schema: item({ orderId: string().key(), returnId: string().key(), version: number(), back: any() }),
  computeKey: ({ orderId, returnId }) => ({ pk: `ORDER#${orderId}`, sk: `RETURN#${returnId}` }),
});

/** The write of a return's next version; refused when somebody else wrote one meanwhile. */
export function putReturn(back: Return): Action {
  const { orderId, returnId, version } = back;
  const { Put } = ReturnEntity.build(PutTransaction)
    .item({ orderId, returnId, version, back })
    .options({ condition: version === 1 ? { attr: 'returnId', exists: false } : { attr: 'version', eq: version - 1 } })
    .params();
  return {
    write: { Put },
    refused: () => new DomainError('conflict', 'orders.changed-meanwhile', 'The return changed meanwhile; look again.'),
  };
}

/** One return, or undefined. Strongly consistent. */
export async function findReturn(returnId: string): Promise<Return | undefined> {
  const key = { orderId: orderIdOf(returnId), returnId };
  const { Item } = await ReturnEntity.build(GetItemCommand).key(key).options({ consistent: true }).send();
  return Item?.back as Return | undefined;
}

/** All returns of an order; there are at most as many as units. */
export async function returnsOf(orderId: string): Promise<Return[]> {
  const { Items } = await OrdersTable.build(QueryCommand)
    .entities(ReturnEntity)
    .query({ partition: `ORDER#${orderId}`, range: { beginsWith: 'RETURN#' } })
    .options({ consistent: true, maxPages: Number.POSITIVE_INFINITY })
    .send();
  const returns = (Items ?? []).map(({ back }) => back as Return);
  return returns.sort((a, b) => (a.requestedAt < b.requestedAt ? -1 : 1));
}
