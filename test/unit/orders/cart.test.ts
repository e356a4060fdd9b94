import { quoteOf, refuseChangedTotal, refuseUnknown } from '../../../functions/orders/domain/cart.ts';
import { codeThrownBy } from '../../support/an-order.ts';

const line = (sku: string, gross: number, off: number) => ({
  sku,
  quantity: 1,
  unitPrice: gross,
  gross,
  discounts: off > 0 ? [{ promotionId: 'p', label: 'off', amount: off }] : [],
  net: gross - off,
});

const evaluated = {
  lines: [line('A', 1_000, 100), line('B', 500, 0)],
  applied: [],
  rejected: [],
  hints: [],
  discountTotal: 100,
  shipping: 0,
  tax: 0,
};

test('given a cart that comes to more than sums can hold exactly, then it is refused', () => {
  const most = { ...evaluated, lines: [line('A', 1_000_000_000_000, 0)], discountTotal: 0 };
  expect(quoteOf(most, 'CNY').total).toBe(1_000_000_000_000);
  const more = { ...most, lines: [...most.lines, line('B', 1, 0)] };
  expect(codeThrownBy(() => quoteOf(more, 'CNY'))).toBe('orders.amount-too-large');
});

test('given priced lines, when they are a quote, then total = subtotal - discounts + shipping + tax', () => {
  const quote = quoteOf(evaluated, 'CNY');
  expect(quote).toMatchObject({
    subtotal: 1_500,
    discountTotal: 100,
    shipping: 0,
    tax: 0,
    total: 1_400,
    currency: 'CNY',
  });
});

test.each([
  [undefined, undefined],
  [1_400, undefined],
  [1_399, 'orders.total-changed'],
  [0, 'orders.total-changed'],
])('given a buyer who expects %s, then %s', (expected, code) => {
  expect(codeThrownBy(() => refuseChangedTotal(quoteOf(evaluated, 'CNY'), expected))).toBe(code);
});

test('given SKUs that are not on sale, then each of their lines is named', () => {
  try {
    refuseUnknown([{ sku: 'A' }, { sku: 'X' }, { sku: 'Y' }], (sku) => sku === 'A');
    throw new Error('nothing was refused');
  } catch (error) {
    expect(error).toMatchObject({
      code: 'catalog.unknown-sku',
      details: { errors: [{ path: 'lines.1.sku' }, { path: 'lines.2.sku' }] },
    });
  }
});
