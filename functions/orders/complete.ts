import { OrderCompleted } from '../../events/orders/order-completed.v1.ts';
import { OrderDelivered } from '../../events/orders/order-delivered.v1.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { advance } from './domain/life.ts';
import type { Order } from './domain/order.ts';
import { putOrder } from './store.ts';

/** The goods arrived at `deliveredAt`, so the order is DELIVERED, and with nothing left to do COMPLETED. Right: PutItem. */
export function completeOrder(order: Order, deliveredAt: string, actor: string, run: Run): Action[] {
  const mover = { actor, at: run.now, correlationId: run.correlationId };
  const delivered = advance(order, 'DELIVERED', { ...mover, event: OrderDelivered.type });
  const completed = advance(delivered, 'COMPLETED', { ...mover, actor: 'system', event: OrderCompleted.type });
  const { orderId, customerId, channel } = order;
  return [
    putOrder(completed, 2),
    announce(OrderDelivered, { subject: orderId, channel, data: { orderId, customerId, deliveredAt } }, run),
    announce(OrderCompleted, { subject: orderId, channel, data: { orderId, customerId } }, run),
  ];
}
