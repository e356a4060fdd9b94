/**
 * Hears DeliveryProgressed: a delivered shipment completes its order. Promise: the order becomes DELIVERED and COMPLETED
 * once, whatever the number and order of the messages.
 */
import { DeliveryProgressed } from '../../events/deliveries/delivery-progressed.v1.ts';
import { consumerHandler } from '../../shared/platform/consumer.ts';
import { applyOnce } from '../../shared/platform/seen.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { completeOrder } from './complete.ts';
import { findStored } from './store.ts';

export const handler = consumerHandler([DeliveryProgressed], async ({ id, data }, run) => {
  if (data.status !== 'DELIVERED') return;
  const order = (await findStored(data.orderId))?.order;
  if (order?.status !== 'SHIPPED') return;
  const seen = applyOnce('orders', 'on-delivery-progressed', id, run);
  await commit([seen, ...completeOrder(order, data.at, `delivery ${data.partner}`, run)]);
});
