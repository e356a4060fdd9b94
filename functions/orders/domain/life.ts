import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import type { Order, OrderPayment, OrderStatus, Step } from './order.ts';

/** One step that an order may take, and what makes it. */
export interface LifeStep {
  from: OrderStatus;
  to: OrderStatus;
  why: string;
}

/**
 * The life of an order: every step there is. Drawn in README.md from this table. A hold may expire only while nobody is being
 * charged for it; what is CHARGING is settled by asking the provider, never by a clock. Only money that comes too late
 * leads out of an end, and only out of EXPIRED: its goods are held again in the same commit, or it goes back.
 */
export const LIFE: readonly LifeStep[] = [
  { from: 'RESERVED', to: 'CHARGING', why: 'charged' },
  { from: 'RESERVED', to: 'EXPIRED', why: 'hold over' },
  { from: 'RESERVED', to: 'CANCELLED', why: 'cancelled' },
  { from: 'CHARGING', to: 'PAID', why: 'captured' },
  { from: 'CHARGING', to: 'RESERVED', why: 'declined' },
  { from: 'PAID', to: 'SHIPPED', why: 'last unit left' },
  { from: 'PAID', to: 'CANCELLED', why: 'cancelled, nothing left yet' },
  { from: 'SHIPPED', to: 'DELIVERED', why: 'all arrived' },
  { from: 'DELIVERED', to: 'COMPLETED', why: 'nothing left to do' },
  { from: 'EXPIRED', to: 'PAID', why: 'late money, goods held again' },
];

/** Whether the table has a step. */
export function mayStep(from: OrderStatus, to: OrderStatus): boolean {
  return LIFE.some((step) => step.from === from && step.to === to);
}

/** Who moves an order, when, in which request and telling of it by which event. */
export interface Mover {
  actor: string;
  at: Instant;
  correlationId: string;
  event?: string;
}

/** Says that an order which is there may not take a step. */
type Refusal = (order: Order, status: OrderStatus) => DomainError;

const illegalStep: Refusal = ({ status: from }, to) =>
  new DomainError('conflict', 'orders.illegal-step', `An order that is ${from} cannot become ${to}.`);

/** The order one step further. Throws what `refusal` says, conflict `orders.illegal-step`, when its state does not allow the step. */
export function advance(order: Order, status: OrderStatus, mover: Mover, refusal = illegalStep): Order {
  if (!mayStep(order.status, status)) throw refusal(order, status);
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

/** The order ended by its hold running out. Throws `orders.illegal-step`. */
export function expire(order: Order, paymentStatus: OrderPayment['status'], mover: Mover): Order {
  return { ...advance(order, 'EXPIRED', mover), payment: { ...order.payment, status: paymentStatus } };
}

/** The expired order whose money came after all, and whose goods are held again. Throws `orders.illegal-step`. */
export function revive(order: Order, mover: Mover): Order {
  return { ...advance(order, 'PAID', mover), payment: { ...order.payment, status: 'captured' } };
}

const notCancellable: Refusal = ({ status, shipments = [] }) => {
  const message =
    shipments.length > 0 ? 'Part of the order was shipped.' : `An order that is ${status} cannot be cancelled.`;
  return new DomainError('conflict', 'orders.not-cancellable', message);
};

/** The order ended by its buyer or staff; nothing of it may have left. Throws conflict `orders.not-cancellable`. */
export function cancel(order: Order, mover: Mover): Order {
  const { shipments = [] } = order;
  if (shipments.length > 0) throw notCancellable(order, 'CANCELLED');
  return advance(order, 'CANCELLED', mover, notCancellable);
}
