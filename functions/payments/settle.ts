import type { Run } from '../../shared/platform/run.ts';
import { type Action, commit } from '../../shared/platform/transaction.ts';
import { declineOrder, findStored, payOrder } from '../orders/holds.ts';
import type { Payment } from './domain/payment.ts';
import { settlePayment } from './holds.ts';
import { changedMeanwhile } from './store.ts';

/**
 * Writes down, in one commit, that a payment was captured or declined, and moves its order accordingly. `first` goes
 * before everything else (a notification's deduplication item). Throws `payments.illegal-step` for a payment that has ended,
 * `payments.changed-meanwhile` when the order no longer stands as the payment was read.
 */
export async function settleWithOrder(
  payment: Payment,
  outcome: 'captured' | 'declined',
  run: Run,
  first: Action[] = [],
): Promise<void> {
  const settled = settlePayment(payment, outcome, run); // First: a payment that has ended moves no order, whatever that is by now.
  const stored = await findStored(payment.orderId);
  if (!stored) throw new Error(`order ${payment.orderId} of payment ${payment.paymentId} is missing`);
  // Order and payment are written together: where they disagree, one was read before and one after somebody's commit.
  const known = stored.order.payment;
  if (known.paymentId !== payment.paymentId || known.status !== payment.status) throw changedMeanwhile();
  const actor = `payment ${payment.provider}`;
  const moved = outcome === 'captured' ? payOrder(stored, actor, run) : declineOrder(stored, actor, run);
  await commit([...first, settled, ...moved.actions]);
}
