/**
 * Hears OrderCancelled: gives the money of a paid order back. Promise: one refund per order, under the id that was written
 * down with the cancellation; hearing it twice, or after `reconcile-payments` did it, changes nothing.
 */
import { OrderCancelled } from '../../events/orders/order-cancelled.v1.ts';
import { consumerHandler } from '../../shared/platform/consumer.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { giveBack, paymentOf, settlePayment } from '../payments/holds.ts';
import { refundOrder } from './holds.ts';
import { findStored } from './store.ts';

export const handler = consumerHandler([OrderCancelled], async ({ data: { orderId, wasPaid } }, run) => {
  const order = wasPaid ? (await findStored(orderId))?.order : undefined;
  if (!order) return;
  const payment = await paymentOf(order.payment.paymentId);
  if (payment.status !== 'refunding' || !payment.refundId) return;
  await giveBack(payment, payment.refundId);
  await commit([settlePayment(payment, 'refunded', run), ...refundOrder(order, payment.refundId, run)]);
});
