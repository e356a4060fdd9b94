import { OrderPaid } from '../../events/orders/order-paid.v1.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { redeem, reseat } from '../promotions/holds.ts';
import { countAgain } from './admission-allowance.ts';
import { waitFor } from './backorder-store.ts';
import { revive } from './domain/life.ts';
import type { Order } from './domain/order.ts';
import { paidFact } from './domain/reply.ts';
import { moverOf } from './movers.ts';
import { type Held, holdForCheckout } from './stock-work.ts';
import { putOrder } from './store.ts';

/**
 * Holds the goods of an expired order again, and its uses of promotions, wherever their budgets have room now: as `order` says.
 * What it answers belongs into the commit of `reviveOrder`, which then raises `StockMoved` or a refusal of promotions when
 * something is gone; `undo` when it does not happen.
 * Rights: own PutItem, DeleteItem; inventory UpdateItem; promotions BatchGetItem, PutItem, UpdateItem.
 */
export async function holdAgain(expired: Order, run: Run): Promise<Held & { order: Order }> {
  const order = { ...expired, uses: await reseat(expired.uses) };
  const held = await holdForCheckout(order, [], run);
  const uses = redeem(order.uses, { ...order, isPaid: true });
  return { ...held, order, actions: [...held.actions, ...waitFor(order), ...uses] };
}

/** The money of an expired order came after all: the order is PAID and tells so. Rights: PutItem, UpdateItem. */
export function reviveOrder(order: Order, actor: string, run: Run): Action[] {
  const paid = revive(order, moverOf(actor, run, OrderPaid.type));
  const fact = { subject: order.orderId, channel: order.channel, data: paidFact(paid, run.now) };
  const again = countAgain(order.customerId, order.inLine ?? [], run);
  return [putOrder(paid, 1), ...again, announce(OrderPaid, fact, run)];
}
