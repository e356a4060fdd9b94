import { shift } from '../../../shared/kernel/time.ts';
import type { Basis } from './basis.ts';
import { bundlesOf } from './bundled.ts';
import type { CartRequest, Quote } from './cart.ts';
import { advance, type Mover } from './life.ts';
import type { Granted, Holding, Order } from './order.ts';

/** All that a new order is made of. */
export interface Placement {
  orderId: string;
  customerId: string;
  request: CartRequest;
  quote: Quote;
  holdings: Holding[];
  uses: Order['uses'];
  terms: Granted[];
  basis?: Basis;
  payment: Order['payment'];
  /** True when the provider is asked for the money at once. */
  chargeNow: boolean;
  reservationSeconds: number;
}

/** A new order: RESERVED, and one step further when its payment is asked for at once. */
export function place(placement: Placement, mover: Mover): Order {
  const { orderId, customerId, request, quote, holdings, uses, terms, basis, payment } = placement;
  const bundles = bundlesOf(quote.lines);
  const order: Order = {
    orderId,
    customerId,
    channel: request.channel,
    status: 'RESERVED',
    version: 1,
    placedAt: mover.at,
    ...quote,
    ...(terms.length > 0 ? { terms } : {}),
    ...(bundles ? { bundles } : {}),
    ...(basis ? { basis } : {}),
    couponCodes: request.couponCodes ?? [],
    delivery: request.delivery ?? { method: 'ship' },
    holdings,
    uses,
    payment,
    reservedUntil: shift(mover.at, placement.reservationSeconds * 1000),
    history: [{ status: 'RESERVED', ...mover }],
  };
  return placement.chargeNow ? advance(order, 'CHARGING', { ...mover, event: undefined }) : order;
}
