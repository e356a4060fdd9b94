/**
 * POST /v1/orders/{orderId}/cancel. Promise: stock and promotion uses go back exactly once; a paid order's money is
 * returned under one refund id, written down before the provider is asked. A charge that is under way is decided first.
 */
import { OrderCancelled } from '../../events/orders/order-cancelled.v1.ts';
import { once, recordCommand } from '../../shared/platform/command-ledger.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { announce } from '../../shared/platform/outbox.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { endPayment } from '../payments/holds.ts';
import { decidedOrder, decidedPayment } from './collect.ts';
import { cancel, refuseUncancellable } from './domain/life.ts';
import { cancelledFact, orderReply, refundLines } from './domain/reply.ts';
import { releaseHoldings } from './release.ts';
import { cancelOrder as route } from './routes.ts';
import { finishRelease } from './stock-work.ts';
import { putOrder } from './store.ts';

export const handler = httpHandler(route, ({ params: { orderId }, caller, command }, run) =>
  once({ context: 'orders', command, run }, async () => {
    const order = await decidedOrder(orderId, caller, run);
    refuseUncancellable(order);
    const actor = `${caller.roles[0]} ${caller.id}`;
    const mover = { actor, at: run.now, correlationId: run.correlationId, event: OrderCancelled.type };
    const ending = endPayment(await decidedPayment(order), run, refundLines(order));
    const cancelled = cancel(order, ending.status, mover);
    const fact = { subject: orderId, channel: order.channel, data: cancelledFact(order, run.now) };
    const reply = { status: 200, body: orderReply(cancelled) };
    await commit([
      recordCommand({ context: 'orders', command, run }, { reply }),
      putOrder(cancelled, 1),
      ...ending.actions,
      ...releaseHoldings(order, run),
      announce(OrderCancelled, fact, run),
    ]);
    await finishRelease(order, run);
    return reply;
  }),
);
