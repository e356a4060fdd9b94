import { saleOf } from '../../../functions/orders/domain/sale.ts';
import { anOrder, PLACED_AT } from '../../support/an-order.ts';

const step = (status: 'PAID' | 'COMPLETED' | 'EXPIRED') => ({
  status,
  at: PLACED_AT,
  actor: 'system',
  correlationId: 'c',
});
const applied = [{ promotionId: 'free', label: 'Free shipping', amount: 0, shipping: 300 }];
const promotions = { applied, rejected: [], hints: [] };

describe('an order as a sale', () => {
  test('given it was never paid, then it was only placed', () => {
    expect(saleOf(anOrder({ status: 'EXPIRED', history: [step('EXPIRED')] })).state).toBe('placed');
    expect(saleOf(anOrder({ status: 'CANCELLED' })).state).toBe('placed');
  });

  test('given a promotion that gives no money, then it stands there with the shipping it saves, until all is cancelled', () => {
    const paid = anOrder({ status: 'PAID', history: [step('PAID')], promotions });
    expect(saleOf(paid).given).toEqual([{ promotionId: 'free', byFunder: {}, shipping: 300 }]);
    expect(saleOf({ ...paid, status: 'CANCELLED' }).given).toEqual([
      { promotionId: 'free', byFunder: {}, shipping: 0 },
    ]);
  });

  test('given one of its goods has no known cost, then none is known', () => {
    const basis = { lines: [], costs: { CUP: 100 } };
    expect(saleOf(anOrder({ basis })).cost).toBeUndefined();
    expect(saleOf(anOrder({ basis: { lines: [], costs: { TEA: 0 } } })).cost).toBe(0);
  });

  test('given it was told from elsewhere and something came back, then what was refunded counts', () => {
    const told = anOrder({
      status: 'COMPLETED',
      history: [step('COMPLETED')],
      imported: { source: 's', externalId: 'e' },
      returned: { 'TEA@4900': 1 },
      refundTotal: 4_900,
      basis: { lines: [], costs: { TEA: 2_000 } },
    });
    expect(saleOf(told)).toMatchObject({ state: 'sold', revenue: 4_900, refunded: 4_900, cost: 0 });
  });

  test('given a till took coupons, then each gave what the till said', () => {
    const uses = [{ promotionId: 'coupon', amount: 250, limits: {}, byCoupon: true }];
    const sold = anOrder({
      status: 'COMPLETED',
      history: [step('COMPLETED')],
      imported: { source: 'till:1', externalId: '1' },
      till: { tillId: '1', sequence: 1, payments: [] },
      uses,
      returned: {},
    });
    expect(saleOf(sold)).toMatchObject({
      refunded: 0,
      given: [{ promotionId: 'coupon', byFunder: { shop: 250 }, shipping: 0 }],
    });
  });

  test('given hold-outs, then on which side its buyer was', () => {
    const arms = [{ promotionId: 'p', heldOut: true }];
    expect(saleOf(anOrder({ basis: { lines: [], arms } })).arms).toEqual(arms);
    expect(saleOf(anOrder()).arms).toEqual([]);
  });
});
