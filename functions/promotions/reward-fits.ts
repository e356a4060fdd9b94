import { liveDefinition } from './coupon-wallet.ts';
import { rewardFaults } from './domain/reward-faults.ts';
import type { PublishCheck } from './publish-check.ts';

/** Who is promised a coupon must be able to get one: the reward's promotion is live, and its coupons work once each. */
export const rewardFits: PublishCheck = async ({ promotion: { definition } }) => {
  if (definition.kind !== 'referral') return {};
  const reward = await liveDefinition(definition.effect.reward.promotionId);
  return { errors: rewardFaults(definition, reward) };
};
