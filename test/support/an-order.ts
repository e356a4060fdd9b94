import type { Order } from '../../functions/orders/domain/order.ts';

/** When orders of unit tests are placed. */
export const PLACED_AT = '2026-11-21T08:00:00.000Z';

/** An order for unit tests: RESERVED, one line of 49.00, its payment pending. */
export function anOrder(more: Partial<Order> = {}): Order {
  return {
    orderId: 'order_1',
    customerId: 'cust_1',
    channel: 'web',
    status: 'RESERVED',
    version: 1,
    currency: 'CNY',
    placedAt: PLACED_AT,
    subtotal: 4_900,
    discountTotal: 0,
    shipping: 0,
    tax: 0,
    total: 4_900,
    lines: [{ sku: 'TEA', quantity: 1, unitPrice: 4_900, gross: 4_900, discounts: [], net: 4_900 }],
    promotions: { applied: [], rejected: [], hints: [] },
    couponCodes: [],
    delivery: { method: 'ship' },
    holdings: [{ sku: 'TEA', locationId: 'main', quantity: 1 }],
    uses: [],
    payment: { paymentId: 'pay_1', provider: 'sandbox', status: 'pending' },
    reservedUntil: '2026-11-21T08:15:00.000Z',
    history: [{ status: 'RESERVED', at: PLACED_AT, actor: 'customer cust_1', correlationId: 'c0' }],
    ...more,
  };
}

/** Somebody who moves an order a minute later. */
export const aMover = { actor: 'system', at: '2026-11-21T08:01:00.000Z', correlationId: 'c1' };

/** The code of what `act` throws; undefined when it throws nothing. */
export function codeThrownBy(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  }
}
