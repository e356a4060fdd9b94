/**
 * Hears StockFreed: orders that wait for units get them, the oldest first, whether the units came in, came back or were given
 * back. Promise: each unit is held once; an order that gets a part waits on, at the head, for the rest; hearing it twice, or
 * late, changes nothing.
 */
import { StockFreed } from '../../events/inventory/stock-freed.v1.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { consumerHandler } from '../../shared/platform/consumer.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { awaitedAt, fulfilStock } from '../inventory/holds.ts';
import { firstInLine, type Place, stopWaiting } from './backorder-store.ts';
import { fulfilled, waitsFor } from './domain/parts.ts';
import { findStored, putOrder } from './store.ts';

/** Held in parts, or in turn with others: who waits is counted before his order stands in line. He will, or gives up. */
const notInLineYet = () =>
  new DomainError('unavailable', 'orders.not-in-line-yet', 'Somebody is about to stand in line.');

/** Gives the first in line what there is; answers whether there may be more to give. */
async function serveFirst(place: Place, run: Run): Promise<boolean> {
  const { free } = await awaitedAt(place);
  if (free === 0) return false;
  const orderId = await firstInLine(place);
  const stored = orderId && (await findStored(orderId));
  if (!stored) throw notInLineYet();
  const { order, commandKey } = stored;
  const holding = waitsFor(order).find(({ sku, locationId }) => sku === place.sku && locationId === place.locationId);
  if (!holding) throw notInLineYet(); // Just served, or ended: looked at again, when he is out of the line.
  const units = { ...place, quantity: Math.min(free, holding.quantity) };
  await commit([
    putOrder(fulfilled(order, units), 1, commandKey),
    ...fulfilStock(units, order.orderId, run),
    ...(units.quantity === holding.quantity ? [stopWaiting(order, place)] : []),
  ]);
  return true;
}

export const handler = consumerHandler([StockFreed], async ({ data: { sku, locationId } }, run) => {
  while (await retryWhenChanged(() => serveFirst({ sku, locationId }, run)));
});
