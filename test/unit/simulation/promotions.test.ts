import type { InvariantFactory } from '../../simulation/contract.ts';
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
const shard = (uses: number, money: number, column: 'Held' | 'Spent' = 'Held'): Put => ({
  pk: 'USES#promo#00',
  sk: 'SHARD',
  moneyLeft: LIMITS.budget - money,
  usesLeft: LIMITS.totalUses - uses,
  [`uses${column}`]: uses,
  [`money${column}`]: money,
});
const own = (customerId: string, uses: number): Put => ({ pk: 'USES#promo', sk: `CUSTOMER#${customerId}`, uses });
const account = { pk: 'USES#promo', sk: 'ACCOUNT', promotionId: 'promo', granted: { money: 30, uses: 2 }, alerts: [] };
const opened = { promotions: [account, shard(0, 0)] };

const [first, second] = [using('o1'), using('o2', { customerId: 'cust_2' })];
const onePlaced = { orders: [orderItem(first)], promotions: [use(first), shard(1, 15), own('cust_1', 1)] };
const bothPlaced = { orders: [orderItem(second)], promotions: [use(second), shard(2, 30), own('cust_2', 1)] };
const cancelled = stepped(first, 'CANCELLED');
const givenBack = {
  orders: [orderItem(cancelled)],
  promotions: [{ ...use(first), gone: true as const }, shard(0, 0), own('cust_1', 0)],
};

const lived = (make: InvariantFactory, ...commits: Parameters<History['commit']>[0][]) =>
  commits.reduce((history, commit) => history.commit(commit), new History(make).commit(opened));

describe.each([
  ['13 budgets', budgetsHold],
  ['14 coupon limits', couponLimits],
])('%s', (_, make) => {
  test('uses within their limits pass, and so does one that is given back', () => {
    expect(lived(make, onePlaced, bothPlaced).quiet().violations).toEqual([]);
    expect(lived(make, onePlaced, givenBack).quiet().violations).toEqual([]);
  });

  test('a counter that moves alone is caught', () => {
    const moved = [shard(0, 0), own('cust_1', 0)];
    expect(lived(make, onePlaced, { promotions: moved }).violations).toHaveLength(1);
  });

  test('a use without its order, or of another amount, is caught', () => {
    expect(lived(make, { promotions: onePlaced.promotions }).violations).toHaveLength(1);
    const other = { ...onePlaced, promotions: [{ ...use(first), amount: 14 }, shard(1, 14), own('cust_1', 1)] };
    expect(lived(make, other).violations).toHaveLength(1);
  });

  test('a use that is given back by an order that lives, or twice, is caught', () => {
    const alive = { ...givenBack, orders: [orderItem(stepped(first, 'CHARGING'))] };
    expect(lived(make, onePlaced, alive).violations).toHaveLength(1);
    const again = { ...givenBack, promotions: [{ ...use(first), gone: true as const }, shard(-1, -15)] };
    expect(lived(make, onePlaced, givenBack, again).violations).toHaveLength(1);
  });
});

test('13: what is paid is spent and no longer held', () => {
  const paid = { orders: [orderItem(stepped(first, 'CHARGING', 'PAID'))] };
  const spent = { ...paid, promotions: [shard(1, 15, 'Spent')] };
  expect(lived(budgetsHold, onePlaced, spent).quiet().violations).toEqual([]);
  const late = { promotions: [shard(1, 15, 'Spent')] };
  expect(lived(budgetsHold, onePlaced, late).violations).toHaveLength(1);
});

test('13: more money than the budget, or out of an empty shard, is caught', () => {
  const dear = using('o1', {}, 31);
  const spent = { orders: [orderItem(dear)], promotions: [use(dear), shard(1, 31), own('cust_1', 1)] };
  expect(lived(budgetsHold, spent).violations).toHaveLength(1);
  expect(lived(couponLimits, spent).violations).toEqual([]);
});

test('13: money that leaves the account without a use, or comes from nowhere, is caught', () => {
  const lost = { ...shard(1, 15), moneyLeft: 14 };
  const promotions = [use(first), lost, own('cust_1', 1)];
  expect(lived(budgetsHold, { orders: [orderItem(first)], promotions }).violations).toHaveLength(1);
  const more = { ...account, granted: { money: 40, uses: 2 } };
  expect(lived(budgetsHold, { promotions: [more, { ...shard(0, 0), moneyLeft: 40 }] }).violations).toEqual([]);
  expect(
    lived(budgetsHold, { promotions: [more, shard(0, 0), { ...shard(0, 0), moneyLeft: 31 }] }).violations,
  ).toHaveLength(1);
});

test('13: a use of what was stopped before is caught', () => {
  const stopped = { promotions: [{ ...shard(0, 0), closed: true }] };
  expect(lived(budgetsHold, stopped, onePlaced).violations).toHaveLength(1);
});

test('13: an alert that is told twice, or noted and not told, is caught', () => {
  const told = (id: string) => ({
    at: 0,
    source: 'oneshelf.promotions',
    detailType: 'promotions.BudgetReached.v1',
    detail: { id, data: { promotionId: 'promo', percent: 50 } },
  });
  const noted = { promotions: [{ ...account, alerts: [{ percent: 50 }] }] };
  const faultsAfter = (...published: ReturnType<typeof told>[]) =>
    new History(budgetsHold, { published }).commit(opened).commit(noted).quiet().violations;
  expect(faultsAfter(told('e1'), told('e1'))).toEqual([]);
  expect([faultsAfter().length, faultsAfter(told('e1'), told('e2')).length]).toEqual([1, 1]);
});

describe('14 codes that work once', () => {
  const code = (more: Record<string, unknown> = {}): Put => ({ pk: 'COUPON#C', sk: 'COUPON', mode: 'unique', ...more });
  const doc = orderDoc({ uses: [{ promotionId: 'promo', amount: 15, limits: {}, code: 'C' }] });
  const used = { orders: [orderItem(doc)], promotions: [use(doc), code({ usedBy: 'o1' })] };
  const before = { promotions: [code()] };
  const faultsAfter = (...commits: Parameters<History['commit']>[0][]) =>
    lived(couponLimits, before, ...commits).violations;

  test('one that is used, given back and used again passes', () => {
    const over = orderItem(stepped(doc, 'CANCELLED'));
    const back = { orders: [over], promotions: [{ ...use(doc), gone: true as const }, code()] };
    expect(faultsAfter(used, back)).toEqual([]);
  });

  test('one that is used twice, by another than its owner, or given back by an order that lives is caught', () => {
    const other = orderDoc({ ...doc, orderId: 'o2' });
    const twice = { orders: [orderItem(other)], promotions: [use(other), code({ usedBy: 'o2' })] };
    expect(faultsAfter(used, twice)).toHaveLength(1);
    const stolen = { ...used, promotions: [use(doc), code({ usedBy: 'o1', claimedBy: 'cust_9' })] };
    expect(faultsAfter(stolen)).toHaveLength(1);
    expect(faultsAfter(used, { promotions: [code()] })).toHaveLength(1);
  });
});

test('13: an order that ends and keeps its use is caught when all is quiet', () => {
  const kept = lived(budgetsHold, onePlaced, { orders: [orderItem(cancelled)] });
  expect(kept.quiet().violations).toHaveLength(1);
});

test('14: one use too many is caught, in all and by one person', () => {
  const third = using('o3', { customerId: 'cust_3' }, 0);
  const thirdPlaced = { orders: [orderItem(third)], promotions: [use(third), shard(3, 30), own('cust_3', 1)] };
  expect(lived(couponLimits, onePlaced, bothPlaced, thirdPlaced).violations).toHaveLength(1);
  const again = using('o2');
  const twice = { orders: [orderItem(again)], promotions: [use(again), shard(2, 30), own('cust_1', 2)] };
  expect(lived(couponLimits, onePlaced, twice).violations).toHaveLength(1);
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
