import { log } from '../../shared/platform/log.ts';
import type { Run } from '../../shared/platform/run.ts';
import { type Action, commit } from '../../shared/platform/transaction.ts';
import { findOrder, type Order, refundOrder } from '../orders/holds.ts';
import { type Payment, settle } from './domain/payment.ts';
import { providerNamed } from './domain/providers.ts';
import { putPayment } from './store.ts';

/** Asks the provider to give a payment's money back under `refundId`. */
export function giveBack(payment: Payment, refundId: string): Promise<void> {
  if (payment.amount === 0) return Promise.resolve(); // The provider never heard of it.
  return providerNamed(payment.provider).refund(payment, refundId);
}

/**
 * Asks the provider for a refund that is written down as `refunding`, and writes down that it has it. `order` is the
 * payment's; it is told of the refund when it waits for this very one. Rights: PutItem; orders PutItem.
 */
export async function finishRefund(payment: Payment, order: Order | undefined, run: Run): Promise<void> {
  const { paymentId, refundId } = payment;
  if (!order || !refundId) throw new Error(`refund of payment ${paymentId} has no order or id`);
  await giveBack(payment, refundId);
  const isOrders = order.payment.paymentId === paymentId && order.payment.status === 'refunding';
  const refunded = putPayment(settle(payment, 'refunded', run.now));
  await commit([refunded, ...(isOrders ? refundOrder(order, refundId, run) : [])]);
}

/**
 * Gives money back that came for a payment which had ended: its order expired, was cancelled or was paid another way. The
 * order does not move. `first` goes before everything else (a notification's deduplication item).
 */
export async function returnLateMoney(payment: Payment, run: Run, first: Action[]): Promise<void> {
  log.warn('money came late and goes back', { paymentId: payment.paymentId, orderId: payment.orderId });
  const refunding = settle(payment, 'refunding', run.now, run.newId('refund'));
  await commit([...first, putPayment(refunding)]);
  await finishRefund(refunding, await findOrder(payment.orderId), run);
}
