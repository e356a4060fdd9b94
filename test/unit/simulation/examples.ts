/** Items of hand-made histories. */

import type { OrderDoc, OrderLine, PaymentItem, StockItem } from '../../simulation/invariants/shapes.ts';
import type { Put } from './hand-made.ts';

/** A line without discounts. */
export function line(sku: string, quantity: number, unitPrice = 100): OrderLine {
  const gross = quantity * unitPrice;
  return { sku, quantity, unitPrice, gross, discounts: [], net: gross };
}

const AT = '2026-11-21T08:00:00.000Z';

/** A reserved order of two units of A for 200. */
export function orderDoc(more: Partial<OrderDoc> = {}): OrderDoc {
  const status = more.status ?? 'RESERVED';
  return {
    orderId: 'o1',
    customerId: 'cust_1',
    channel: 'web',
    status,
    version: 1,
    currency: 'CNY',
    placedAt: AT,
    subtotal: 200,
    discountTotal: 0,
    shipping: 0,
    tax: 0,
    total: 200,
    lines: [line('A', 2)],
    promotions: { applied: [], rejected: [] },
    couponCodes: [],
    holdings: [{ sku: 'A', locationId: 'main', quantity: 2 }],
    uses: [],
    payment: { paymentId: 'p1', provider: 'sandbox', status: 'pending' },
    reservedUntil: '2026-11-21T08:15:00.000Z',
    history: [{ status, at: AT, actor: 'customer cust_1' }],
    ...more,
  };
}

/** The item of an order. */
export function orderItem(more: Partial<OrderDoc> = {}): Put {
  const order = orderDoc(more);
  const { orderId, status, version, customerId } = order;
  const sort = { gsi1pk: `STATUS#${status}`, gsi1sk: `${order.reservedUntil ?? order.placedAt}#${orderId}` };
  return { pk: `ORDER#${orderId}`, sk: 'ORDER', _et: 'Order', orderId, status, version, customerId, order, ...sort };
}

/** The next version of an order, with the steps it took. */
export function stepped(before: OrderDoc, ...steps: string[]): OrderDoc {
  const history = [...before.history, ...steps.map((status) => ({ status, at: AT, actor: 'system' }))];
  const status = steps.at(-1) ?? before.status;
  return { ...before, status, version: before.version + Math.max(1, steps.length), history };
}

/** Stock of a SKU at `main`, after one movement. */
export function stock(more: Partial<StockItem> = {}): Put {
  const { sku = 'A', locationId = 'main', onHand = 0, reserved = 0, safety = 0 } = more;
  const counters = { onHand, reserved, available: onHand - reserved - safety, version: 1 };
  return { pk: `STOCK#${sku}`, sk: `AT#${locationId}`, sku, locationId, ...counters, ...more };
}

/** An entry of the stock ledger at `main`. */
export function entry(entryId: string, by: Record<string, number>, cause = 'counted'): Put {
  return { pk: 'LEDGER#A', sk: entryId, _et: 'StockLedger', sku: 'A', locationId: 'main', by, cause };
}

/** The item of a payment. */
export function payment(more: Partial<PaymentItem> = {}): Put {
  const { paymentId = 'p1' } = more;
  const usual = { paymentId, orderId: 'o1', amount: 200, currency: 'CNY', status: 'pending', version: 1 };
  return { pk: `PAYMENT#${paymentId}`, sk: 'PAYMENT', ...usual, ...more };
}

/** A live promotion over everything, for the whole year. */
export function published(promotionId: string, terms: Record<string, unknown>): Put {
  const window = { validFrom: '2026-01-01T00:00:00.000Z', validTo: '2027-01-01T00:00:00.000Z' };
  const definition = { priority: 0, scope: {}, ...window, ...terms };
  return { pk: 'PUBLISHED', sk: promotionId, promotionId, version: 1, definition };
}
