import { OrderCancelled } from '../../events/orders/order-cancelled.v1.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { endPayment } from '../payments/holds.ts';
import { decidedPayment } from './collect.ts';
import { cancel } from './domain/life.ts';
import type { Order } from './domain/order.ts';
import { cancelledFact, refundLines } from './domain/reply.ts';
import { moverOf } from './movers.ts';
import { releaseHoldings } from './release.ts';
import { putOrder } from './store.ts';

/**
 * Ends an order of which no charge is under way: what it holds goes back, its payment is closed or, with the money in, asked
 * back. Throws conflict `orders.not-cancellable`, `orders.changed-meanwhile`. Rights: PutItem, DeleteItem, UpdateItem;
 * inventory UpdateItem, PutItem; promotions UpdateItem, DeleteItem; payments GetItem, PutItem.
 */
export async function cancelNow(
  order: Order,
  actor: string,
  run: Run,
): Promise<{ cancelled: Order; actions: Action[] }> {
  const ended = cancel(order, moverOf(actor, run, OrderCancelled.type));
  const ending = endPayment(await decidedPayment(order), run, refundLines(order));
  const cancelled = { ...ended, payment: { ...ended.payment, status: ending.status } };
  const fact = { subject: order.orderId, channel: order.channel, data: cancelledFact(order, run.now) };
  return {
    cancelled,
    actions: [
      putOrder(cancelled, 1),
      ...ending.actions,
      ...releaseHoldings(order, run),
      announce(OrderCancelled, fact, run),
    ],
  };
}
