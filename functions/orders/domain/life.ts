import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import type { Order, OrderPayment, OrderStatus, Step } from './order.ts';

/**
 * The life of an order: which state may follow which. Drawn in README.md. A hold may expire only while nobody is being
 * charged for it; what is CHARGING is settled by asking the provider, never by a clock.
 */
export const NEXT: Record<OrderStatus, readonly OrderStatus[]> = {
  RESERVED: ['CHARGING', 'EXPIRED', 'CANCELLED'],
  CHARGING: ['PAID', 'RESERVED'],
  PAID: ['SHIPPED', 'CANCELLED'],
  SHIPPED: ['DELIVERED'],
  DELIVERED: ['COMPLETED'],
  COMPLETED: [],
  EXPIRED: [],
  CANCELLED: [],
};

/** Who moves an order, when, in which request and telling of it by which event. */
export interface Mover {
  actor: string;
  at: Instant;
  correlationId: string;
  event?: string;
}

/** The order one step further. Throws conflict `orders.illegal-step` when its state does not allow the step. */
export function advance(order: Order, status: OrderStatus, mover: Mover): Order {
  if (!NEXT[order.status].includes(status)) {
    throw new DomainError(
      'conflict',
      'orders.illegal-step',
      `An order that is ${order.status} cannot become ${status}.`,
    );
  }
  const step: Step = { status, ...mover };
  const { reservedUntil, ...rest } = order;
  return {
    ...(status === 'RESERVED' ? order : rest),
    status,
    version: order.version + 1,
    history: [...order.history, step],
  };
}

/** True when a hold has run out at `now`. */
export function isExpired(order: Order, now: Instant): boolean {
  return order.status === 'RESERVED' && order.reservedUntil !== undefined && order.reservedUntil <= now;
}

/** True while a hold waits for its money: the last try, if any, was declined or not begun. */
export function isPayable(order: Order, now: Instant): boolean {
  const waits = order.payment.status === 'declined' || order.payment.status === 'pending';
  return order.status === 'RESERVED' && waits && !isExpired(order, now);
}

/** The order ended by its hold running out. Throws `orders.illegal-step`. */
export function expire(order: Order, paymentStatus: OrderPayment['status'], mover: Mover): Order {
  return { ...advance(order, 'EXPIRED', mover), payment: { ...order.payment, status: paymentStatus } };
}

/** Refuses an order whose state does not allow cancelling. Throws conflict `orders.not-cancellable`. */
export function refuseUncancellable({ status }: Order): void {
  if (NEXT[status].includes('CANCELLED')) return;
  throw new DomainError('conflict', 'orders.not-cancellable', `An order that is ${status} cannot be cancelled.`);
}

/** The order ended by its buyer or staff. Throws conflict `orders.not-cancellable`. */
export function cancel(order: Order, paymentStatus: OrderPayment['status'], mover: Mover): Order {
  refuseUncancellable(order);
  return { ...advance(order, 'CANCELLED', mover), payment: { ...order.payment, status: paymentStatus } };
}
