import { log } from '../../shared/platform/log.ts';
import type { Run } from '../../shared/platform/run.ts';
import { type Action, commit } from '../../shared/platform/transaction.ts';
import { findStored, refundOrder } from '../orders/holds.ts';
import { type Payment, settle } from './domain/payment.ts';
import { giveBack, settlePayment } from './holds.ts';
import { putPayment } from './store.ts';

/** Asks the provider for a refund that is written down as `refunding`, and writes down that it has it. */
export async function finishRefund(payment: Payment, run: Run): Promise<void> {
  const { paymentId, refundId } = payment;
  const order = (await findStored(payment.orderId))?.order;
  if (!order || !refundId) throw new Error(`refund of payment ${paymentId} has no order or id`);
  await giveBack(payment, refundId);
  const isOrders = order.payment.paymentId === paymentId && order.payment.status === 'refunding';
  await commit([settlePayment(payment, 'refunded', run), ...(isOrders ? refundOrder(order, refundId, run) : [])]);
}

/**
 * Gives money back that came for a payment which had ended: its order expired, was cancelled or was paid another way. The
 * order does not move. `first` goes before everything else (a notification's deduplication item).
 */
export async function returnLateMoney(payment: Payment, run: Run, first: Action[]): Promise<void> {
  log.warn('money came late and goes back', { paymentId: payment.paymentId, orderId: payment.orderId });
  const refunding = settle(payment, 'refunding', run.now, run.newId('refund'));
  await commit([...first, putPayment(refunding)]);
  await finishRefund(refunding, run);
}
