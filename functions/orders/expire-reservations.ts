/**
 * Every minute: ends the holds that ran out. Promise: a RESERVED order ends once, its stock, promotion uses and place in a group go
 * back in the same commit and its payment is closed, so that nobody can pay for goods that are free again. CHARGING is not touched.
 */
import { OrderExpired } from '../../events/orders/order-expired.v1.ts';
import { isDomainError } from '../../shared/kernel/errors.ts';
import { log } from '../../shared/platform/log.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import { scheduleHandler } from '../../shared/platform/schedule.ts';
import { sweep } from '../../shared/platform/sweep.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { leaveGroup } from '../group-buys/holds.ts';
import { endPayment, paymentOf } from '../payments/holds.ts';
import { expire, isExpired } from './domain/life.ts';
import { releaseHoldings } from './release.ts';
import { finishRelease } from './stock-work.ts';
import { dueReservations, findStored, putOrder } from './store.ts';

async function expireOrder(orderId: string, run: Run): Promise<void> {
  const order = (await findStored(orderId))?.order;
  if (!order || !isExpired(order, run.now)) return;
  const ending = endPayment(await paymentOf(order.payment.paymentId), run);
  const mover = { actor: 'system', at: run.now, correlationId: run.correlationId, event: OrderExpired.type };
  const { customerId, channel } = order;
  await commit([
    putOrder(expire(order, ending.status, mover), 1),
    ...ending.actions,
    ...releaseHoldings(order, run, true),
    ...(await leaveGroup(order)),
    announce(OrderExpired, { subject: orderId, channel, data: { orderId, customerId } }, run),
  ]);
  await finishRelease(order, run);
}

async function tryToExpire(orderId: string, run: Run): Promise<void> {
  try {
    await expireOrder(orderId, run);
  } catch (error) {
    // Paid or cancelled in this very moment: it is no longer ours to end. A fault must not keep the others waiting.
    if (!isDomainError(error)) log.error('order not expired', { error: error as Error, orderId });
  }
}

export const handler = scheduleHandler((run) =>
  sweep(
    (from) => dueReservations(run.now, from),
    (orderId) => tryToExpire(orderId, run),
    run,
  ),
);
