import { type Instant, shift } from '../../../shared/kernel/time.ts';
import { advance, isExpired, type Mover } from './life.ts';
import type { Order, OrderPayment } from './order.ts';

/** How often an order may be tried to be paid: who is declined that often holds goods that others would buy. */
export const MOST_TRIES = 5;

/** However often it is declined, a hold ends this many times its length after the order was placed. */
const LONGEST_HOLD = 3;

function withPayment(order: Order, payment: Partial<OrderPayment>): Order {
  return { ...order, payment: { ...order.payment, ...payment } };
}

/** The provider is being asked for the money: the hold no longer ends by the clock. */
export function charge(order: Order, paymentId: string, mover: Mover): Order {
  return withPayment(advance(order, 'CHARGING', mover), { paymentId, status: 'charging' });
}

function charging(order: Order, mover: Mover): Order {
  return order.status === 'CHARGING' ? order : charge(order, order.payment.paymentId, { ...mover, event: undefined });
}

/** The money is captured. A payment the buyer made by himself finds the order RESERVED and takes both steps at once. */
export function pay(order: Order, mover: Mover): Order {
  return withPayment(advance(charging(order, mover), 'PAID', mover), { status: 'captured' });
}

/**
 * The provider said no: the goods stay held for `reservationSeconds` more, so that the buyer can pay another way, but never
 * longer than three times that after the order was placed.
 */
export function decline(order: Order, mover: Mover, reservationSeconds: number): Order {
  const back = advance(charging(order, mover), 'RESERVED', mover);
  const length = reservationSeconds * 1000;
  const [reservedUntil] = [shift(mover.at, length), shift(order.placedAt, LONGEST_HOLD * length)].sort();
  return withPayment({ ...back, reservedUntil }, { status: 'declined' });
}

/** True while a hold waits for its money: the last try, if any, was declined or not begun, and it was not the last of all. */
export function isPayable(order: Order, now: Instant): boolean {
  const waits = order.payment.status === 'declined' || order.payment.status === 'pending';
  const mayTry = (order.tries ?? 1) < MOST_TRIES;
  return order.status === 'RESERVED' && waits && mayTry && !isExpired(order, now);
}

/** The order with another payment in the place of one that was declined or never begun. */
export function anotherPayment(order: Order, payment: OrderPayment, mover: Mover): Order {
  const { paymentId, provider, status } = payment;
  const tried = { ...order, tries: (order.tries ?? 1) + 1 };
  if (status === 'charging') return { ...charge(tried, paymentId, mover), payment: { paymentId, provider, status } };
  return { ...tried, version: order.version + 1, payment: { paymentId, provider, status } };
}
