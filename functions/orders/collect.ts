import type { Reply } from '../../shared/platform/http.ts';
import { count } from '../../shared/platform/metrics.ts';
import { type Run, startRun } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { capture, clientParamsOf, type Payment, settlePayment } from '../payments/holds.ts';
import { placedReply } from './domain/reply.ts';
import { declineOrder, payOrder } from './holds.ts';
import type { StoredOrder } from './store.ts';

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
