import { defineEvent } from '../contract.ts';
import { exampleReward, rewardSchema } from './parts.ts';

/** The order that earned a reward came back whole, and the coupon, which was not used, was taken back. */
export const RewardTakenBack = defineEvent({
  context: 'referrals',
  name: 'RewardTakenBack',
  version: 1,
  data: rewardSchema,
  example: exampleReward,
});
