import type { ErrorAt } from '../../../shared/kernel/errors.ts';
import { wrong } from './fault.ts';
import type { Definition } from './promotion.ts';

const AT = 'effect.reward.promotionId';

/** What is wrong with what a programme promises; `reward` is what customers get of the reward's promotion now, if anything. */
export function rewardFaults(programme: Pick<Definition, 'validTo'>, reward: Definition | undefined): ErrorAt[] {
  if (!reward) return [{ path: AT, code: 'not-live' }];
  const { coupon, validTo } = reward;
  return wrong([
    [coupon?.mode !== 'unique', AT, 'coupons-not-unique'],
    // What anybody may claim is no reward.
    [coupon?.mode === 'unique' && coupon.claim !== 'closed', AT, 'coupons-claimable'],
    [validTo < programme.validTo, AT, 'ends-before-programme'],
  ]);
}
