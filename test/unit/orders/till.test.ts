import { goneFrom, isSameSale, orderOfTill, refuseFuture } from '../../../functions/orders/domain/till.ts';
import { codeThrownBy } from '../../support/an-order.ts';

const till = { tillId: 'till-1', locationId: 'store-1', currency: 'CNY' };
const names = { orderId: 'order_1', correlationId: 'c1', event: 'orders.OrderImported.v1' };
const sale = {
  sequence: 7,
  soldAt: '2026-11-21T08:00:00.000Z',
  lines: [
    { sku: 'TEA', quantity: 2, unitPrice: 900 },
    { sku: 'CUP', quantity: 1, unitPrice: 100 },
    { sku: 'TEA', quantity: 1, unitPrice: 1_000 },
  ],
  payments: [
    { method: 'cash', amount: 2_000 },
    { method: 'card', amount: 900 },
  ],
};

test('given a sale at a till, then it is a completed order of the store, paid as told, when it was sold', () => {
  const order = orderOfTill(till, sale, names);
  expect(order).toMatchObject({
    status: 'COMPLETED',
    channel: 'store',
    total: 2_900,
    placedAt: sale.soldAt,
    customerId: 'anonymous',
    till: { tillId: 'till-1', sequence: 7, payments: sale.payments },
    holdings: [],
  });
  expect(orderOfTill(till, { ...sale, customerId: 'cust_1' }, names).customerId).toBe('cust_1');
  expect(goneFrom('store-1', sale.lines)).toEqual([
    { sku: 'TEA', locationId: 'store-1', quantity: 3 },
    { sku: 'CUP', locationId: 'store-1', quantity: 1 },
  ]);
});

test('given payments that do not come to the total, then the sale is refused', () => {
  const short = { ...sale, payments: [{ method: 'cash', amount: 2_899 }] };
  expect(codeThrownBy(() => orderOfTill(till, short, names))).toBe('orders.till-payments-differ');
});

test('given a sale told again, then it is the same only with the same goods, money and time', () => {
  const known = orderOfTill(till, sale, names);
  expect(isSameSale(known, sale)).toBe(true);
  expect(isSameSale(known, { ...sale, soldAt: '2026-11-21T08:00:01.000Z' })).toBe(false);
  expect(isSameSale(known, { ...sale, lines: sale.lines.slice(0, 2) })).toBe(false);
  expect(isSameSale(known, { ...sale, payments: [{ method: 'card', amount: 2_900 }] })).toBe(false);
});

test.each([
  ['2026-11-21T08:14:59.000Z', undefined],
  ['2026-11-21T09:00:00.000Z', 'orders.till-sold-in-future'],
])('given a sale at %s that is told at eight, then it is %s', (soldAt, code) => {
  expect(codeThrownBy(() => refuseFuture({ soldAt }, '2026-11-21T08:00:00.000Z'))).toBe(code);
});
