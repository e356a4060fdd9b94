/**
 * The orders' table, its part for units that are not there yet. Access patterns:
 *  1. who waits for a SKU at a location, oldest order first   pk AWAITED#<sku>#<location>   sk <placed>#<order>
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { contextTable } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Holding, Order } from './domain/order.ts';
import { awaitedOf } from './domain/parts.ts';

const OrdersTable = contextTable('orders');
const partitionOf = ({ sku, locationId }: Place) => `AWAITED#${sku}#${locationId}`;

/** Where a SKU is awaited. */
export type Place = Pick<Holding, 'sku' | 'locationId'>;

const AwaitedEntity = new Entity({
  name: 'Awaited',
  table: OrdersTable,
  timestamps: false,
  schema: item({
    sku: string().key(),
    locationId: string().key(),
    placedAt: string().key(),
    orderId: string().key(),
    quantity: number(),
  }),
  computeKey: ({ placedAt, orderId, ...place }) => ({ pk: partitionOf(place), sk: `${placedAt}#${orderId}` }),
});

/** Puts an order in line for what it awaits; an action for each SKU and location. Right: PutItem. */
export function waitFor(order: Order): Action[] {
  const { orderId, placedAt } = order;
  return awaitedOf(order).map(({ sku, locationId, quantity }) => {
    const waiting = { sku, locationId, placedAt, orderId, quantity };
    const { Put } = AwaitedEntity.build(PutTransaction).item(waiting).params();
    return { write: { Put } };
  });
}

/** Takes an order out of a line. Right: DeleteItem. */
export function stopWaiting({ orderId, placedAt }: Pick<Order, 'orderId' | 'placedAt'>, place: Place): Action {
  const { sku, locationId } = place;
  const { Delete } = AwaitedEntity.build(DeleteTransaction).key({ sku, locationId, placedAt, orderId }).params();
  return { write: { Delete } };
}

/** The order that waits longest at a place, or undefined. Strongly consistent. Right: Query. */
export async function firstInLine(place: Place): Promise<string | undefined> {
  const { Items = [] } = await OrdersTable.build(QueryCommand)
    .entities(AwaitedEntity)
    .query({ partition: partitionOf(place) })
    .options({ consistent: true, limit: 1 })
    .send();
  return Items[0]?.orderId;
}
