import { DomainError, isDomainError } from '../../shared/kernel/errors.ts';
import { type Commanded, recordReply } from '../../shared/platform/command-ledger.ts';
import type { Reply } from '../../shared/platform/http.ts';
import type { CommandKey } from '../../shared/platform/http-input.ts';
import { count } from '../../shared/platform/metrics.ts';
import { type Run, startRun } from '../../shared/platform/run.ts';
import type { Principal } from '../../shared/platform/session.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { capture, type Payment, paymentOf, settlePayment } from '../payments/holds.ts';
import type { Order } from './domain/order.ts';
import { placedReply } from './domain/reply.ts';
import { declineOrder, payOrder } from './holds.ts';
import { ownOrder } from './own-order.ts';
import { findStored, putOrder, type StoredOrder } from './store.ts';

/** The provider does not say: the command is answered with what is true now, CHARGING, and keeps that answer. */
async function answerUndecided({ order, commandKey }: StoredOrder, run: Run): Promise<Reply> {
  const next = { ...order, version: order.version + 1 };
  const reply = { status: 201, body: placedReply(next) };
  if (!commandKey) return reply;
  await commit([putOrder(next, 1), recordReply('orders', { pk: commandKey, sk: 'COMMAND' }, reply, run)]);
  return reply;
}

const isSilence = (error: unknown) => isDomainError(error) && error.code === 'payments.provider-silent';

/**
 * Asks the provider for the money of an order that is written down as CHARGING, and writes its answer down. A crash or
 * silence in between leaves the payment in doubt; `reconcile-payments` then asks again under the same id.
 */
export async function collect(stored: StoredOrder, payment: Payment, run: Run): Promise<Reply> {
  let outcome: 'captured' | 'declined';
  try {
    outcome = await capture(payment);
  } catch (error) {
    if (isSilence(error)) return answerUndecided(stored, run);
    throw error;
  }
  const after = startRun(run.correlationId, run.causationId); // The provider took its time: the step has its own.
  const actor = `payment ${payment.provider}`;
  const { order, actions } =
    outcome === 'captured' ? payOrder(stored, actor, after) : declineOrder(stored, actor, after);
  await commit([settlePayment(payment, outcome, after), ...actions]);
  count(outcome === 'captured' ? 'PaymentCaptured' : 'PaymentDeclined');
  return { status: 201, body: placedReply(order) };
}

/** Asks again for the money of an order that is being charged; nothing when it is settled already. */
export async function collectAgain(orderId: string, run: Run): Promise<void> {
  const stored = await findStored(orderId);
  // The two are written together: a payment that was settled after the order was read has moved the order, too.
  const payment = stored && (await paymentOf(stored.order.payment.paymentId));
  if (stored && payment?.status === 'charging') await collect(stored, payment, run);
}

/** The caller's order, of which no charge is under way: one that was is decided first. Throws `payments.provider-silent`. */
export async function decidedOrder(orderId: string, caller: Principal, run: Run): Promise<Order> {
  const { order } = await ownOrder(orderId, caller);
  if (order.status !== 'CHARGING') return order;
  await collectAgain(orderId, run);
  const decided = await ownOrder(orderId, caller);
  if (decided.order.status !== 'CHARGING') return decided.order;
  throw new DomainError('unavailable', 'payments.provider-silent', 'The payment is not decided yet; try again.');
}

/**
 * The payment of an order of which no charge is under way. The two are written together: one that stands otherwise moved
 * after the order was read. Throws conflict `orders.changed-meanwhile`, so that both are looked at anew.
 */
export async function decidedPayment({ payment: { paymentId, status } }: Order): Promise<Payment> {
  const payment = await paymentOf(paymentId);
  if (payment.status === status) return payment;
  throw new DomainError('conflict', 'orders.changed-meanwhile', 'Its payment moved meanwhile; try again.');
}

/** A command on an order: a repeat whose first run died between the provider and its answer brings the charge to its end. */
export function ordersCommand(command: CommandKey, run: Run): Commanded {
  return { context: 'orders', command, run, resume: (orderId) => collectAgain(orderId, run) };
}
