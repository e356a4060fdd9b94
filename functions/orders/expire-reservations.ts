/**
 * Every minute: ends the holds that ran out. Promise: a RESERVED order ends once, its stock and promotion uses go back in
 * the same commit and its payment is closed, so that nobody can pay for goods that are free again. CHARGING is not touched.
 */
import { OrderExpired } from '../../events/orders/order-expired.v1.ts';
import { isDomainError } from '../../shared/kernel/errors.ts';
import { log } from '../../shared/platform/log.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import { scheduleHandler } from '../../shared/platform/schedule.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { endPayment, paymentOf } from '../payments/holds.ts';
import { expire, isExpired } from './domain/life.ts';
import { releaseHoldings } from './release.ts';
import { finishRelease } from './stock-work.ts';
import { dueReservations, findStored, putOrder } from './store.ts';

const BATCH = 100;

/** After a flash sale many holds run out in one minute; this many batches fit into the function's time. */
const BATCHES = 10;

/** Answers whether the order was ended now. */
async function expireOrder(orderId: string, run: Run): Promise<boolean> {
  const order = (await findStored(orderId))?.order;
  if (!order || !isExpired(order, run.now)) return false;
  const ending = endPayment(await paymentOf(order.payment.paymentId), run);
  const mover = { actor: 'system', at: run.now, correlationId: run.correlationId, event: OrderExpired.type };
  const { customerId, channel } = order;
  await commit([
    putOrder(expire(order, ending.status, mover), 1),
    ...ending.actions,
    ...releaseHoldings(order, run, true),
    announce(OrderExpired, { subject: orderId, channel, data: { orderId, customerId } }, run),
  ]);
  await finishRelease(order, run);
  return true;
}

async function tryToExpire(orderId: string, run: Run): Promise<boolean> {
  try {
    return await expireOrder(orderId, run);
  } catch (error) {
    // Paid or cancelled in this very moment: it is no longer ours to end. A fault must not keep the others waiting.
    if (!isDomainError(error)) log.error('order not expired', { error: error as Error, orderId });
    return false;
  }
}

async function expireBatch(run: Run): Promise<{ due: number; ended: number }> {
  const due = await dueReservations(run.now, BATCH);
  let ended = 0;
  for (const orderId of due) if (await tryToExpire(orderId, run)) ended += 1;
  return { due: due.length, ended };
}

export const handler = scheduleHandler(async (run) => {
  for (let batch = 1; batch <= BATCHES; batch += 1) {
    const { due, ended } = await expireBatch(run);
    // A batch of which none could be ended would only come again.
    if (due < BATCH || ended === 0) return;
  }
});
