import type { Run } from '../../shared/platform/run.ts';
import { type Action, commit } from '../../shared/platform/transaction.ts';
import { declineOrder, findStored, payOrder } from '../orders/holds.ts';
import type { Payment } from './domain/payment.ts';
import { settlePayment } from './holds.ts';

/**
 * Writes down, in one commit, that a payment was captured or declined, and moves its order accordingly. `first` goes
 * before everything else (a notification's deduplication item). Throws `payments.illegal-step` for a payment that has ended.
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
  const actor = `payment ${payment.provider}`;
  const moved = outcome === 'captured' ? payOrder(stored, actor, run) : declineOrder(stored, actor, run);
  await commit([...first, settled, ...moved.actions]);
}
