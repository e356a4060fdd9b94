import type { Run } from '../../shared/platform/run.ts';
import { type Action, commit } from '../../shared/platform/transaction.ts';
import { chargeOrder, declineOrder, findStored, payOrder, type StoredOrder } from '../orders/holds.ts';
import type { Payment } from './domain/payment.ts';
import { capture, chargePayment, settlePayment } from './holds.ts';
import { changedMeanwhile } from './store.ts';

/** The order of a payment, while it stands as the payment was read: the two are written together. */
async function orderOf(payment: Payment): Promise<StoredOrder> {
  const stored = await findStored(payment.orderId);
  if (!stored) throw new Error(`order ${payment.orderId} of payment ${payment.paymentId} is missing`);
  const known = stored.order.payment;
  if (known.paymentId !== payment.paymentId || known.status !== payment.status) throw changedMeanwhile();
  return stored;
}

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
  const stored = await orderOf(payment);
  const actor = `payment ${payment.provider}`;
  const moved = outcome === 'captured' ? payOrder(stored, actor, run) : declineOrder(stored, actor, run);
  await commit([...first, settled, ...moved.actions]);
}

/** Asks the provider for a payment in doubt and writes its answer down. Throws `payments.provider-silent`, `payments.changed-meanwhile`. */
export async function finishCharge(payment: Payment, run: Run): Promise<'captured' | 'declined'> {
  const outcome = await capture(payment);
  await settleWithOrder(payment, outcome, run);
  return outcome;
}

/**
 * Brings a payment to its end of which the provider has told how it is decided: that is written down as in doubt, then the
 * provider's books are asked, and what they say counts. A crash in between is healed by `reconcile-payments`.
 */
export async function chargeAsTold(
  payment: Payment,
  token: string,
  run: Run,
  first: Action[] = [],
): Promise<'captured' | 'declined'> {
  if (payment.status !== 'pending') return finishCharge(payment, run);
  const charging = chargePayment(payment, token, run);
  const { actions } = chargeOrder(await orderOf(payment), `payment ${payment.provider}`, run);
  await commit([...first, ...charging.actions, ...actions]);
  return finishCharge(charging.payment, run);
}
