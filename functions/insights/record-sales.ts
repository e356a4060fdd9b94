/**
 * Hears that orders were placed, imported and refunded, and counts them by day and channel. Promise: each event counts
 * once, and a whole batch costs one transaction, in which each counter is written once.
 */
import type { DataOf, Envelope } from '../../events/contract.ts';
import { OrderImported } from '../../events/orders/order-imported.v1.ts';
import { OrderPlaced } from '../../events/orders/order-placed.v1.ts';
import { OrderRefunded } from '../../events/orders/order-refunded.v1.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { batchConsumerHandler } from '../../shared/platform/consumer.ts';
import { shop } from '../../shared/platform/env.ts';
import { applyOnce } from '../../shared/platform/seen.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { type DailySales, fold, imported, placed, refunded } from './domain/sales.ts';
import { addSales } from './store.ts';

type Heard = DataOf<typeof OrderPlaced> | DataOf<typeof OrderImported> | DataOf<typeof OrderRefunded>;

const dayOf = (instant: string) => localDate(instant, shop.timeZone);

function salesOf({ data, channel }: Envelope<Heard>): DailySales {
  if ('refundId' in data) return refunded(dayOf(data.refundedAt), data.channel, data.amount);
  const day = dayOf(data.placedAt);
  if ('externalId' in data) return imported(day, channel ?? 'marketplace', data);
  return placed(day, channel ?? 'web', data.lines, data.discountTotal);
}

export const handler = batchConsumerHandler<Heard>([OrderPlaced, OrderImported, OrderRefunded], async (events, run) => {
  const firstTime = events.map(({ id }) => applyOnce('insights', 'record-sales', id, run));
  await commit([...firstTime, ...fold(events.map(salesOf)).map(addSales)]);
  return { failed: [] };
});
