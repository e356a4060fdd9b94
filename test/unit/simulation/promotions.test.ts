import { budgetsHold } from '../../simulation/invariants/budgets.ts';
import { campaignWindow } from '../../simulation/invariants/campaign-window.ts';
import { couponLimits } from '../../simulation/invariants/coupon-limits.ts';
import type { OrderDoc } from '../../simulation/invariants/shapes.ts';
import { orderDoc, orderItem, published, stepped } from './examples.ts';
import { History, type Put } from './hand-made.ts';

const LIMITS = { totalUses: 2, perCustomer: 1, budget: 30 };

const using = (orderId: string, more: Partial<OrderDoc> = {}, amount = 15) =>
  orderDoc({ orderId, uses: [{ promotionId: 'promo', amount, limits: LIMITS }], ...more });
const use = ({ orderId, customerId, uses }: OrderDoc): Put => ({
  pk: `ORDER#${orderId}`,
  sk: 'USE#promo',
  customerId,
  amount: uses[0]?.amount,
});
const total = (uses: number, spent: number): Put => ({ pk: 'USES#promo', sk: 'TOTAL', uses, spent });
const own = (customerId: string, uses: number, spent: number): Put => ({
  ...total(uses, spent),
  sk: `CUSTOMER#${customerId}`,
});

const [first, second] = [using('o1'), using('o2', { customerId: 'cust_2' })];
const onePlaced = { orders: [orderItem(first)], promotions: [use(first), total(1, 15), own('cust_1', 1, 15)] };
const bothPlaced = { orders: [orderItem(second)], promotions: [use(second), total(2, 30), own('cust_2', 1, 15)] };
const cancelled = stepped(first, 'CANCELLED');
const givenBack = {
  orders: [orderItem(cancelled)],
  promotions: [{ ...use(first), gone: true as const }, total(0, 0), own('cust_1', 0, 0)],
};

describe.each([
  ['13 budgets', budgetsHold],
  ['14 coupon limits', couponLimits],
])('%s', (_, make) => {
  test('uses within their limits pass, and so does one that is given back', () => {
    expect(new History(make).commit(onePlaced).commit(bothPlaced).quiet().violations).toEqual([]);
    expect(new History(make).commit(onePlaced).commit(givenBack).quiet().violations).toEqual([]);
  });

  test('a counter that moves alone is caught', () => {
    expect(new History(make).commit(onePlaced).commit({ promotions: [total(0, 0)] }).violations).toHaveLength(1);
  });

  test('a use without its order, or of another amount, is caught', () => {
    expect(new History(make).commit({ promotions: onePlaced.promotions }).violations).toHaveLength(1);
    const other = { ...onePlaced, promotions: [{ ...use(first), amount: 14 }, total(1, 14), own('cust_1', 1, 14)] };
    expect(new History(make).commit(other).violations).toHaveLength(1);
  });

  test('a use that is given back by an order that lives, or twice, is caught', () => {
    const alive = { ...givenBack, orders: [orderItem(stepped(first, 'CHARGING'))] };
    expect(new History(make).commit(onePlaced).commit(alive).violations).toHaveLength(1);
    const again = { ...givenBack, promotions: [{ ...use(first), gone: true as const }, total(-1, -15)] };
    expect(new History(make).commit(onePlaced).commit(givenBack).commit(again).violations).toHaveLength(1);
  });
});

test('13: more money than the budget is caught', () => {
  const dear = using('o1', {}, 31);
  const spent = { orders: [orderItem(dear)], promotions: [use(dear), total(1, 31), own('cust_1', 1, 31)] };
  expect(new History(budgetsHold).commit(spent).violations).toHaveLength(1);
  expect(new History(couponLimits).commit(spent).violations).toEqual([]);
});

test('13: an order that ends and keeps its use is caught when all is quiet', () => {
  const kept = new History(budgetsHold).commit(onePlaced).commit({ orders: [orderItem(cancelled)] });
  expect(kept.quiet().violations).toHaveLength(1);
});

test('14: one use too many is caught, in all and by one person', () => {
  const third = using('o3', { customerId: 'cust_3' }, 0);
  const thirdPlaced = { orders: [orderItem(third)], promotions: [use(third), total(3, 30), own('cust_3', 1, 0)] };
  expect(new History(couponLimits).commit(onePlaced).commit(bothPlaced).commit(thirdPlaced).violations).toHaveLength(1);
  const again = using('o2');
  const twice = { orders: [orderItem(again)], promotions: [use(again), total(2, 30), own('cust_1', 2, 30)] };
  expect(new History(couponLimits).commit(onePlaced).commit(twice).violations).toHaveLength(1);
});

describe('15 campaign windows', () => {
  const given = { promotions: { applied: [{ promotionId: 'promo', amount: 5 }], rejected: [] } };
  const live = (terms: Record<string, unknown>) =>
    new History(campaignWindow).commit({ promotions: [published('promo', terms)] });

  test('a discount inside its window passes', () => {
    expect(live({}).commit({ orders: [orderItem(given)] }).violations).toEqual([]);
    const evening = { dailyWindow: { from: '15:30', to: '16:30' } };
    expect(live(evening).commit({ orders: [orderItem(given)] }).violations).toEqual([]);
  });

  test.each([
    ['before its start', { validFrom: '2026-11-21T08:00:00.001Z' }],
    ['at its end', { validTo: '2026-11-21T08:00:00.000Z' }],
    ['outside its hours in the shop', { dailyWindow: { from: '08:00', to: '09:00' } }],
  ])('a discount %s is caught', (_, terms) => {
    expect(live(terms).commit({ orders: [orderItem(given)] }).violations).toHaveLength(1);
  });

  test('a discount of a promotion that is stopped is caught', () => {
    const stopped = live({}).commit({ promotions: [{ ...published('promo', {}), gone: true }] });
    const late = { ...given, placedAt: '2026-11-21T08:01:30.000Z' };
    expect(stopped.after(90_000).commit({ orders: [orderItem(late)] }).violations).toHaveLength(1);
  });

  test('a decision time that is not of the clock that decided is caught', () => {
    const early = { placedAt: '2026-11-21T07:50:00.000Z' };
    expect(new History(campaignWindow).commit({ orders: [orderItem(early)] }).violations).toHaveLength(1);
  });
});
