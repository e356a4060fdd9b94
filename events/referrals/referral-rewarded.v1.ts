import { defineEvent } from '../contract.ts';
import { exampleReward, rewardSchema } from './parts.ts';

/** A customer was brought by another, whose reward is a coupon of the promotion `rewardId`. */
export const ReferralRewarded = defineEvent({
  context: 'referrals',
  name: 'ReferralRewarded',
  version: 1,
  data: rewardSchema,
  example: exampleReward,
});
