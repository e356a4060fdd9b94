import type { Definition } from '../../../functions/promotions/domain/promotion.ts';
import { rewardFaults } from '../../../functions/promotions/domain/reward-faults.ts';

const programme = { validTo: '2026-12-01T00:00:00.000Z' };
const reward = { validTo: '2026-12-01T00:00:00.000Z', coupon: { mode: 'unique', claim: 'closed' } };

test.each<[object | undefined, string[]]>([
  [reward, []],
  [undefined, ['not-live']],
  [{ ...reward, coupon: undefined }, ['coupons-not-unique']],
  [{ ...reward, coupon: { mode: 'single', code: 'A' } }, ['coupons-not-unique']],
  [{ ...reward, coupon: { mode: 'unique' } }, ['coupons-claimable']],
  [{ ...reward, validTo: '2026-11-30T00:00:00.000Z' }, ['ends-before-programme']],
])('given the reward %j, then %j', (promised, codes) => {
  const faults = rewardFaults(programme, promised as Definition | undefined);
  expect(faults).toEqual(codes.map((code) => ({ path: 'effect.reward.promotionId', code })));
});
