import { OrderCompleted } from '../../events/orders/order-completed.v1.ts';
import { OrderDelivered } from '../../events/orders/order-delivered.v1.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { advance } from './domain/life.ts';
import type { Order } from './domain/order.ts';
import { moverOf } from './movers.ts';
import { putOrder } from './store.ts';

/** How the goods got to the buyer. */
export interface Arrival {
  deliveredAt: string;
  actor: string;
  /** The version of the order as it is stored. */
  before: number;
}

/** The goods arrived, so the order is DELIVERED, and with nothing left to do COMPLETED. Right: PutItem. */
export function completeOrder(order: Order, { deliveredAt, actor, before }: Arrival, run: Run): Action[] {
  const delivered = advance(order, 'DELIVERED', moverOf(actor, run, OrderDelivered.type));
  const completed = advance(delivered, 'COMPLETED', moverOf('system', run, OrderCompleted.type));
  const { orderId, customerId, channel } = order;
  return [
    putOrder(completed, completed.version - before),
    announce(OrderDelivered, { subject: orderId, channel, data: { orderId, customerId, deliveredAt } }, run),
    announce(OrderCompleted, { subject: orderId, channel, data: { orderId, customerId } }, run),
  ];
}
