import { shift } from '../../../shared/kernel/time.ts';
import { advance, type Mover } from './life.ts';
import type { Order, OrderPayment } from './order.ts';

function withPayment(order: Order, payment: Partial<OrderPayment>): Order {
  return { ...order, payment: { ...order.payment, ...payment } };
}

/** The provider is being asked for the money: the hold no longer ends by the clock. */
function charge(order: Order, paymentId: string, mover: Mover): Order {
  return withPayment(advance(order, 'CHARGING', mover), { paymentId, status: 'charging' });
}

function charging(order: Order, mover: Mover): Order {
  return order.status === 'RESERVED' ? charge(order, order.payment.paymentId, { ...mover, event: undefined }) : order;
}

/** The money is captured. A payment the buyer made by himself finds the order RESERVED and takes both steps at once. */
export function pay(order: Order, mover: Mover): Order {
  return withPayment(advance(charging(order, mover), 'PAID', mover), { status: 'captured' });
}

/** The provider said no: the goods stay held for `reservationSeconds` more, so that the buyer can pay another way. */
export function decline(order: Order, mover: Mover, reservationSeconds: number): Order {
  const back = advance(charging(order, mover), 'RESERVED', mover);
  return withPayment({ ...back, reservedUntil: shift(mover.at, reservationSeconds * 1000) }, { status: 'declined' });
}

/** The order with another payment in the place of one that was declined or never begun. */
export function anotherPayment(order: Order, payment: OrderPayment, mover: Mover): Order {
  const { paymentId, provider, status } = payment;
  if (status === 'charging') return { ...charge(order, paymentId, mover), payment: { paymentId, provider, status } };
  return { ...order, version: order.version + 1, payment: { paymentId, provider, status } };
}
