import { rewardsOnce } from '../../simulation/invariants/rewards.ts';
import { orderDoc, orderItem, stepped } from './examples.ts';
import { History, type Put } from './hand-made.ts';

const base = { promotionId: 'p', rewardId: 'thanks', referrerId: 'a', customerId: 'cust_1', orderId: 'o1' };
const brought = (more: object): Put => ({ pk: 'BROUGHT#cust_1', sk: 'REFERRAL', referral: { ...base, ...more } });
const rewarded = brought({ state: 'rewarded', coupon: { code: 'C' } });
const counted = (count: number): Put => ({ pk: 'CUSTOMER#a', sk: 'REWARDS#p', rewarded: count });
const coupon = (more: object = {}): Put => ({
  pk: 'COUPON#C',
  sk: 'COUPON',
  promotionId: 'thanks',
  claimedBy: 'a',
  ...more,
});
const order = (status: 'PAID' | 'COMPLETED' | 'CANCELLED', isBack = false) => {
  const doc = stepped(orderDoc({ orderId: 'o1' }), status);
  const returned = Object.fromEntries(doc.lines.map(({ sku, quantity }) => [sku, quantity]));
  return orderItem(isBack ? { ...doc, returned } : doc);
};

const faults = (orders: Put[], referrals: Put[], promotions: Put[] = []) =>
  new History(rewardsOnce).commit({ orders, referrals, promotions }).quiet().violations;

test.each([
  ['an order under way', order('PAID'), [brought({ state: 'waiting' })], []],
  ['a completed one', order('COMPLETED'), [rewarded, counted(1)], [coupon()]],
  ['one that came back', order('COMPLETED', true), [brought({ state: 'taken-back', reason: 'returned' })], []],
  ['a used coupon', order('COMPLETED', true), [rewarded, counted(1)], [coupon({ usedBy: 'o2' })]],
  ['a limit', order('COMPLETED'), [brought({ state: 'void', reason: 'limit-reached' }), counted(0)], []],
])('given %s, then it passes', (_what, sold, referrals, promotions) => {
  expect(faults([sold], referrals, promotions)).toEqual([]);
});

test.each([
  ['no reward of a completed order', order('COMPLETED'), [brought({ state: 'waiting' })], [], 1],
  ['a reward of one under way', order('PAID'), [rewarded, counted(1)], [coupon()], 1],
  ['one of a cancelled order', order('CANCELLED'), [brought({ state: 'waiting' })], [], 1],
  ['a coupon of somebody else', order('COMPLETED'), [rewarded, counted(1)], [coupon({ claimedBy: 'b' })], 1],
  ['an unused coupon left', order('COMPLETED', true), [rewarded, counted(1)], [coupon()], 1],
  ['a wrong count', order('COMPLETED'), [rewarded, counted(2)], [coupon()], 1],
  ['two coupons', order('COMPLETED'), [rewarded, counted(1)], [coupon(), { ...coupon(), pk: 'COUPON#D' }], 1],
  ['no such order', { pk: 'X', sk: 'X' }, [brought({ state: 'waiting' })], [], 1],
])('given %s, then it is told', (_what, sold, referrals, promotions, count) => {
  expect(faults([sold], referrals, promotions)).toHaveLength(count);
});

describe('a step of a referral', () => {
  const told = (status: 'PAID' | 'CANCELLED', state: string, next: Put) =>
    new History(rewardsOnce)
      .commit({ orders: [order(status)], referrals: [brought({ state })] })
      .commit({ referrals: [next] }).violations;
  const other = brought({ state: 'waiting', orderId: 'o2' });
  const gone: Put = { ...other, gone: true };

  test.each([
    ['a new order in the place of a cancelled one', 'CANCELLED', 'waiting', other],
    ['a cancelled one forgotten', 'CANCELLED', 'waiting', gone],
    ['a reward', 'PAID', 'waiting', rewarded],
  ] as const)('given %s, then it passes', (_what, status, state, next) => {
    expect(told(status, state, next)).toEqual([]);
  });

  test.each([
    ['a new order in the place of one that goes on', 'PAID', 'waiting', other],
    ['a new order in the place of a rewarded one', 'CANCELLED', 'rewarded', other],
    ['one forgotten that goes on', 'PAID', 'waiting', gone],
    ['a second reward', 'PAID', 'rewarded', rewarded],
    ['a reward of what was void', 'PAID', 'void', rewarded],
  ] as const)('given %s, then it is told', (_what, status, state, next) => {
    expect(told(status, state, next)).toHaveLength(1);
  });
});
