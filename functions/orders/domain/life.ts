import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import type { Order, OrderStatus, Step } from './order.ts';

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

/** True while the buyer or staff may still cancel. */
export function isCancellable(order: Order): boolean {
  return NEXT[order.status].includes('CANCELLED');
}

/** True when a hold has run out at `now`. */
export function isExpired(order: Order, now: Instant): boolean {
  return order.status === 'RESERVED' && order.reservedUntil !== undefined && order.reservedUntil <= now;
}
