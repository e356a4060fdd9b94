import type { ProviderCapture, ProviderRefund } from '../../simulation/contract.ts';
import { exactMoney } from '../../simulation/invariants/exact-money.ts';
import { oneCapture } from '../../simulation/invariants/one-capture.ts';
import { noOrphanCharge } from '../../simulation/invariants/orphan-charge.ts';
import { refundBound } from '../../simulation/invariants/refund-bound.ts';
import type { OrderDoc } from '../../simulation/invariants/shapes.ts';
import { line, orderDoc, orderItem, payment, published } from './examples.ts';
import { History, START } from './hand-made.ts';

const product = { pk: 'PRODUCT#A', sk: 'PRODUCT', price: 100, category: 'tea' };

function books(captures: Partial<ProviderCapture>[], refunds: Partial<ProviderRefund>[] = []) {
  const capture = { paymentId: 'p1', amount: 200, currency: 'CNY', status: 'captured' as const, at: START };
  const refund = { refundId: 'r1', paymentId: 'p1', amount: 200, currency: 'CNY', at: START };
  return {
    books: {
      captures: new Map(captures.map((one) => [one.paymentId ?? 'p1', { ...capture, ...one }])),
      refunds: new Map(refunds.map((one) => [one.refundId ?? 'r1', { ...refund, ...one }])),
    },
  };
}

describe('8 exact money', () => {
  const promotion = published('promo', { kind: 'percent-off', effect: { percent: 10 }, layer: 'item' });
  const discounted: Partial<OrderDoc> = {
    lines: [{ ...line('A', 2), discounts: [{ promotionId: 'promo', amount: 20 }], net: 180 }],
    promotions: { applied: [{ promotionId: 'promo', amount: 20 }], rejected: [] },
    discountTotal: 20,
    total: 180,
  };
  const shop = () => new History(exactMoney).commit({ catalog: [product], promotions: [promotion] }).after(120_000);
  const faultOf = (more: Partial<OrderDoc>) =>
    shop()
      .commit({ orders: [orderItem(more)] })
      .violations.join();

  test('an order as it is due passes, also under what was live a moment ago', () => {
    expect(faultOf(discounted)).toBe('');
    const stopped = shop()
      .after(5_000)
      .commit({ promotions: [{ ...promotion, gone: true }] });
    expect(stopped.commit({ orders: [orderItem(discounted)] }).violations).toEqual([]);
    expect(stopped.commit({ orders: [orderItem({ orderId: 'o2' })] }).violations).toEqual([]);
  });

  test('a discount that is not given, or given after its time, is caught', () => {
    expect(faultOf({})).toContain('due promo 20');
    const stopped = shop()
      .after(5_000)
      .commit({ promotions: [{ ...promotion, gone: true }] });
    expect(stopped.after(90_000).commit({ orders: [orderItem(discounted)] }).violations).toHaveLength(1);
  });

  test.each<[string, Partial<OrderDoc>]>([
    ['a price that never was', { ...discounted, lines: [line('A', 2, 90)], subtotal: 180, discountTotal: 0 }],
    ['a total that is not its parts', { ...discounted, total: 181 }],
    ['a discount that is not told', { ...discounted, promotions: { applied: [], rejected: [] } }],
    ['a discount beyond its line', { ...discounted, discountTotal: 220, total: -20 }],
    ['a subtotal that is not its lines', { ...discounted, subtotal: 210, total: 190 }],
  ])('%s is caught', (_, more) => {
    expect(faultOf(more)).not.toBe('');
  });

  test('a promotion that was refused as used up must have been', () => {
    const limited = published('promo', {
      kind: 'percent-off',
      effect: { percent: 10 },
      layer: 'item',
      limits: { totalUses: 1 },
    });
    const refused = {
      promotions: { applied: [], rejected: [{ promotionId: 'promo', code: 'promotions.budget-gone' }] },
    };
    const history = () => new History(exactMoney).commit({ catalog: [product], promotions: [limited] });
    expect(history().commit({ orders: [orderItem(refused)] }).violations).toHaveLength(1);
    const used = { pk: 'USES#promo#00', sk: 'SHARD', usesHeld: 1, moneyHeld: 20 };
    const gone = history().commit({ promotions: [used] });
    expect(gone.commit({ orders: [orderItem(refused)] }).violations).toEqual([]);
  });

  test('shipping and tax are those that the shop set', () => {
    const tax = { prices: 'exclusive', rates: [{ percent: 13 }] };
    const charges = { tax, shipping: { tariffs: [{ fee: 10 }] } };
    const set = { orders: [{ pk: 'CHARGES', sk: 'CHARGES', charges }] };
    const charged = { lines: [{ ...line('A', 2), shipping: 10, tax: 27 }], shipping: 10, tax: 27, total: 237 };
    const free = () =>
      new History(exactMoney)
        .commit({ catalog: [product] })
        .commit(set)
        .after(120_000);
    expect(free().commit({ orders: [orderItem(charged)] }).violations).toEqual([]);
    expect(free().commit({ orders: [orderItem()] }).violations).toHaveLength(1);
    const wrong = { ...charged, lines: [{ ...line('A', 2), shipping: 10, tax: 28 }], tax: 28, total: 238 };
    expect(free().commit({ orders: [orderItem(wrong)] }).violations).toHaveLength(1);
    const early = new History(exactMoney)
      .commit({ catalog: [product] })
      .commit(set)
      .after(5_000);
    expect(early.commit({ orders: [orderItem()] }).violations).toEqual([]);
  });

  test('a price that changes after the order is caught', () => {
    const history = shop().commit({ orders: [orderItem(discounted)] });
    history.commit({ orders: [orderItem({ ...discounted, version: 2, discountTotal: 0, total: 200 })] });
    expect(history.violations).toHaveLength(1);
  });

  test('a quote that does not add up is caught', () => {
    const quote = { path: '/v1/quotes', status: 200, reply: { ...orderDoc(), total: 199 } };
    expect(new History(exactMoney).reply(quote).violations).toHaveLength(1);
    expect(new History(exactMoney).reply({ ...quote, reply: orderDoc() }).violations).toEqual([]);
  });
});

describe('9 at most one capture', () => {
  const placed = () => new History(oneCapture).commit({ orders: [orderItem()], payments: [payment()] });

  test('a payment that is captured once passes, and so does another after a decline', () => {
    const history = placed().commit({ payments: [payment({ status: 'declined', version: 2 })] });
    history.commit({ payments: [payment({ paymentId: 'p2', status: 'captured' })] });
    expect(history.violations).toEqual([]);
  });

  test('two captures are caught', () => {
    const history = placed().commit({ payments: [payment({ status: 'captured' })] });
    expect(history.commit({ payments: [payment({ paymentId: 'p2', status: 'captured' })] }).violations).toHaveLength(1);
  });

  test('a capture of another amount, in another currency, or of another order is caught', () => {
    const wrong = [{ amount: 199 }, { currency: 'GBP' }, { orderId: 'o2' }];
    for (const more of wrong) {
      expect(placed().commit({ payments: [payment({ status: 'captured', ...more })] }).violations).toHaveLength(1);
    }
  });
});

describe('10 no orphan charge', () => {
  const quiet = (more: Partial<OrderDoc>, told: ReturnType<typeof books>) =>
    new History(noOrphanCharge, told).commit({ orders: [orderItem(more)], payments: [payment()] }).quiet().violations;

  test('what is paid is kept, what ended went back', () => {
    expect(quiet({ status: 'PAID' }, books([{}]))).toEqual([]);
    expect(quiet({ status: 'CANCELLED' }, books([{}], [{}]))).toEqual([]);
    expect(quiet({ status: 'EXPIRED' }, books([{ status: 'declined' }]))).toEqual([]);
    expect(quiet({ status: 'COMPLETED', refundTotal: 50 }, books([{}], [{ amount: 50 }]))).toEqual([]);
  });

  test('a paid order without its money is caught', () => {
    expect(quiet({ status: 'PAID' }, books([]))).toHaveLength(1);
    expect(quiet({ status: 'SHIPPED' }, books([{}], [{ amount: 1 }]))).toHaveLength(1);
  });

  test('money that is kept of an ended or of no order is caught', () => {
    expect(quiet({ status: 'EXPIRED' }, books([{}]))).toHaveLength(1);
    expect(quiet({ status: 'PAID' }, books([{}, { paymentId: 'stray' }]))).toHaveLength(1);
  });
});

describe('11 refunds are bounded', () => {
  const refund = (refundId: string, amount: number, status = 'asked') => ({
    pk: 'PAYMENT#p1',
    sk: `REFUND#${refundId}`,
    ...{ refundId, paymentId: 'p1', amount, status },
  });
  const paid = (told: ReturnType<typeof books>) =>
    new History(refundBound, told).commit({ payments: [payment({ status: 'captured' })] });

  test('refunds up to what came in pass', () => {
    const history = paid(books([{}], [{ refundId: 'r1', amount: 150 }]));
    history.commit({ payments: [refund('r1', 150)] }).commit({ payments: [refund('r2', 50)] });
    expect(history.quiet().violations).toEqual([]);
  });

  test('more than came in is caught, in our items and in the books', () => {
    const asked = paid(books([{}])).commit({ payments: [refund('r1', 150), refund('r2', 51)] });
    expect(asked.violations).toHaveLength(1);
    expect(paid(books([{}], [{ amount: 201 }])).violations).toHaveLength(1);
    expect(new History(refundBound, books([{}], [{ amount: 201 }])).quiet().violations).toHaveLength(1);
    expect(paid(books([{ status: 'declined' }], [{ amount: 1 }])).violations).toHaveLength(1);
  });

  test('a refund of another amount than was asked is caught; one that failed counts for nothing', () => {
    const other = paid(books([{}], [{ refundId: 'r1', amount: 20 }])).commit({ payments: [refund('r1', 10)] });
    expect(other.violations).toHaveLength(1);
    const failed = paid(books([{}])).commit({ payments: [refund('r1', 200, 'failed'), refund('r2', 200)] });
    expect(failed.violations).toEqual([]);
  });
});
