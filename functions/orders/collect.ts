import type { Commanded } from '../../shared/platform/command-ledger.ts';
import type { Reply } from '../../shared/platform/http.ts';
import type { CommandKey } from '../../shared/platform/http-input.ts';
import { count } from '../../shared/platform/metrics.ts';
import { type Run, startRun } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { capture, clientParamsOf, type Payment, paymentOf, settlePayment } from '../payments/holds.ts';
import { placedReply } from './domain/reply.ts';
import { declineOrder, payOrder } from './holds.ts';
import { findStored, type StoredOrder } from './store.ts';

/**
 * Asks the provider for the money of an order that is written down as CHARGING, and writes its answer down. A crash in
 * between leaves the payment in doubt; `reconcile-payments` then asks again under the same id.
 */
export async function collect(stored: StoredOrder, payment: Payment, run: Run): Promise<Reply> {
  const outcome = await capture(payment);
  if (outcome === 'pending') return { status: 201, body: placedReply(stored.order, clientParamsOf(payment)) };
  const after = startRun(run.correlationId, run.causationId); // The provider took its time: the step has its own.
  const actor = `payment ${payment.provider}`;
  const { order, actions } =
    outcome === 'captured' ? payOrder(stored, actor, after) : declineOrder(stored, actor, after);
  await commit([settlePayment(payment, outcome, after), ...actions]);
  count(outcome === 'captured' ? 'PaymentCaptured' : 'PaymentDeclined');
  return { status: 201, body: placedReply(order) };
}

/** Asks again for the money of an order whose first run died over it; nothing when it is settled already. */
async function collectAgain(orderId: string, run: Run): Promise<void> {
  const stored = await findStored(orderId);
  if (stored?.order.status !== 'CHARGING') return;
  await collect(stored, await paymentOf(stored.order.payment.paymentId), run);
}

/** A command on an order: a repeat whose first run died between the provider and its answer brings the charge to its end. */
export function ordersCommand(command: CommandKey, run: Run): Commanded {
  return { context: 'orders', command, run, resume: (orderId) => collectAgain(orderId, run) };
}
