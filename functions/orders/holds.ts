/** What other contexts may read of an order, and put into their own transaction to move one on. */
import { OrderPaid } from '../../events/orders/order-paid.v1.ts';
import { recordReply } from '../../shared/platform/command-ledger.ts';
import { shop } from '../../shared/platform/env.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { spend } from '../promotions/holds.ts';
import type { Order } from './domain/order.ts';
import { charge, decline, pay } from './domain/paying.ts';
import { paidFact, placedReply } from './domain/reply.ts';
import { moverOf } from './movers.ts';
import { findStored, putOrder, type StoredOrder } from './store.ts';

export type { Order } from './domain/order.ts';
export { leftToShip } from './domain/parts.ts';
export { isAllBack } from './domain/returns.ts';
export { type Sale, saleOf } from './domain/sale.ts';
export { refundOrder, tellLateMoney, tellRefundFailed } from './money-back.ts';
export { ownOrder } from './own-order.ts';
export { holdAgain, reviveOrder } from './revive.ts';
export { shipOrder } from './ship.ts';
export { findStored, readOrders, type StoredOrder } from './store.ts';

/** One order, or undefined. Right: GetItem. */
export async function findOrder(orderId: string): Promise<Order | undefined> {
  return (await findStored(orderId))?.order;
}

/** Records the reply of the command that placed the order, where it still waits for one. */
function answerCommand(commandKey: string | undefined, order: Order, run: Run): Action[] {
  if (!commandKey) return [];
  return [recordReply('orders', { pk: commandKey, sk: 'COMMAND' }, { status: 201, body: placedReply(order) }, run)];
}

/** The captured payment moves its order to PAID and tells so. Rights: PutItem, UpdateItem; promotions UpdateItem. */
export function payOrder(
  { order, commandKey }: StoredOrder,
  actor: string,
  run: Run,
): { order: Order; actions: Action[] } {
  const paid = pay(order, moverOf(actor, run, OrderPaid.type));
  const { orderId, channel } = paid;
  return {
    order: paid,
    actions: [
      putOrder(paid, paid.version - order.version),
      ...answerCommand(commandKey, paid, run),
      ...spend(paid.uses),
      announce(OrderPaid, { subject: orderId, channel, data: paidFact(paid, run.now) }, run),
    ],
  };
}

/** The buyer's own payment is being decided: what is RESERVED is CHARGING until the answer is written down. Right: PutItem. */
export function chargeOrder({ order }: StoredOrder, actor: string, run: Run): { order: Order; actions: Action[] } {
  const charging = charge(order, order.payment.paymentId, moverOf(actor, run));
  return { order: charging, actions: [putOrder(charging, 1)] };
}

/** The declined payment puts its order back to RESERVED for another try. Rights: PutItem, UpdateItem. */
export function declineOrder(
  { order, commandKey }: StoredOrder,
  actor: string,
  run: Run,
): { order: Order; actions: Action[] } {
  const declined = decline(order, moverOf(actor, run), order.holdSeconds ?? shop.reservationSeconds);
  return {
    order: declined,
    actions: [putOrder(declined, declined.version - order.version), ...answerCommand(commandKey, declined, run)],
  };
}
