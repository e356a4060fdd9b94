/**
 * Hears OrderPlaced and OrderImported: notes which order was placed when, so that rehearsals find the orders of a time.
 * Promise: an order stands there once, however often it is told; nothing of its buyer or goods is kept.
 */
import { OrderImported } from '../../events/orders/order-imported.v1.ts';
import { OrderPlaced } from '../../events/orders/order-placed.v1.ts';
import { batchConsumerHandler } from '../../shared/platform/consumer.ts';
import { notePlaced } from './index-store.ts';

type Placed = { orderId: string; placedAt: string };

export const handler = batchConsumerHandler<Placed>([OrderPlaced, OrderImported], async (events) => {
  await notePlaced(events.map(({ data }) => data));
  return { failed: [] };
});
