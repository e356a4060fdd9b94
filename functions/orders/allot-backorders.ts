/**
 * Hears StockReceived: orders that wait for the goods get them, the oldest first. Promise: each unit is held once; an order that
 * gets a part waits on, at the head, for the rest; hearing it twice, or late, changes nothing.
 */
import { StockReceived } from '../../events/inventory/stock-received.v1.ts';
import { consumerHandler } from '../../shared/platform/consumer.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { freeAt, fulfilStock } from '../inventory/holds.ts';
import { firstInLine, type Place, stopWaiting } from './backorder-store.ts';
import { awaitedOf, fulfilled } from './domain/parts.ts';
import { findStored, putOrder } from './store.ts';

/** Gives the first in line what there is; answers whether there may be more to give. */
async function serveFirst(place: Place, run: Run): Promise<boolean> {
  const orderId = await firstInLine(place);
  const [stored, free] = await Promise.all([orderId && findStored(orderId), freeAt(place)]);
  if (!stored) return false;
  const { order, commandKey } = stored;
  const isIt = ({ sku, locationId }: Place) => sku === place.sku && locationId === place.locationId;
  const holding = awaitedOf(order).find(isIt);
  const units = { ...place, quantity: Math.min(free, holding?.quantity ?? 0) };
  if (units.quantity === 0) return false;
  const isDone = units.quantity === holding?.quantity;
  await commit([
    putOrder(fulfilled(order, units), 1, commandKey),
    ...fulfilStock(units, order.orderId, run),
    ...(isDone ? [stopWaiting(order, place)] : []),
  ]);
  return isDone;
}

export const handler = consumerHandler([StockReceived], async ({ data: { sku, locationId } }, run) => {
  while (await retryWhenChanged(() => serveFirst({ sku, locationId }, run)));
});
