/**
 * Hears DeliveryProgressed: a delivered shipment is noted; the last one makes the order DELIVERED and COMPLETED. Promise: once,
 * whatever the number and order of the messages; two parcels that arrive at the same moment are noted one after the other.
 */
import type { DataOf } from '../../events/contract.ts';
import { DeliveryProgressed } from '../../events/deliveries/delivery-progressed.v1.ts';
import { consumerHandler } from '../../shared/platform/consumer.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { applyOnce } from '../../shared/platform/seen.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { completeOrder } from './complete.ts';
import { arrive } from './domain/parts.ts';
import { findStored, putOrder } from './store.ts';

async function note(id: string, data: DataOf<typeof DeliveryProgressed>, run: Run): Promise<void> {
  const order = (await findStored(data.orderId))?.order;
  const arrived = order && arrive(order, data.deliveryId, data.at);
  if (!arrived) return;
  const { all, order: now } = arrived;
  const noted = all
    ? completeOrder(now, { deliveredAt: data.at, actor: `delivery ${data.partner}`, before: order.version }, run)
    : [putOrder({ ...now, version: now.version + 1 }, 1)];
  await commit([applyOnce('orders', 'on-delivery-progressed', id, run), ...noted]);
}

export const handler = consumerHandler([DeliveryProgressed], async ({ id, data }, run) => {
  if (data.status === 'DELIVERED') await retryWhenChanged(() => note(id, data, run));
});
