/**
 * Hears OrderCancelled: gives the money of a paid order back. Promise: one refund per order, under the id that was written
 * down with the cancellation; hearing it twice, or after `reconcile-payments` did it, changes nothing.
 */
import { OrderCancelled } from '../../events/orders/order-cancelled.v1.ts';
import { consumerHandler } from '../../shared/platform/consumer.ts';
import { finishRefunds } from '../payments/holds.ts';
import { findOrder } from './holds.ts';

export const handler = consumerHandler([OrderCancelled], async ({ data: { orderId, wasPaid } }, run) => {
  const order = wasPaid ? await findOrder(orderId) : undefined;
  if (order) await finishRefunds(order.payment.paymentId, run);
});
