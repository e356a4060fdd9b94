import { ReferralRewarded } from '../../events/referrals/referral-rewarded.v1.ts';
import { RewardTakenBack } from '../../events/referrals/reward-taken-back.v1.ts';
import { batchGet } from '../../shared/platform/batch-get.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { CouponInUse, type Definition, giveCoupon, liveItem, newCode, takeCouponAway } from '../promotions/holds.ts';
import type { Referral, Step, VoidReason } from './domain/referral.ts';
import { countReward, LimitReached, moveReferral, removeReferral } from './store.ts';

function factOf({ promotionId, rewardId, referrerId, customerId, orderId }: Referral) {
  return { subject: orderId, data: { promotionId, rewardId, referrerId, customerId, orderId } };
}

const end = (referral: Referral, reason: VoidReason) => commit([moveReferral(referral, { state: 'void', reason })]);

/** One commit: the referral is rewarded, counted and told, and the coupon is its referrer's. */
async function give(referral: Referral, { validTo }: Definition, run: Run): Promise<void> {
  const coupon = { code: newCode(run), givenAt: run.now };
  const { referrerId: customerId, rewardId: promotionId } = referral;
  await commit([
    moveReferral(referral, { state: 'rewarded', coupon }),
    countReward(referral, 1),
    ...giveCoupon({ code: coupon.code, promotionId, customerId, validTo, claimedAt: run.now }),
    announce(ReferralRewarded, factOf(referral), run),
  ]);
}

async function reward(referral: Referral, run: Run): Promise<void> {
  const key = liveItem(referral.rewardId);
  const live = (await batchGet([key])).get(key)?.definition as Definition | undefined;
  if (!live || run.now >= live.validTo) return end(referral, 'reward-over');
  try {
    await give(referral, live, run);
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
    await end(referral, 'limit-reached');
  }
}

async function takeBack(referral: Referral, run: Run): Promise<void> {
  const { coupon, referrerId: customerId } = referral;
  if (!coupon) return;
  try {
    await commit([
      ...takeCouponAway({ code: coupon.code, customerId, claimedAt: coupon.givenAt }),
      moveReferral(referral, { state: 'taken-back', reason: 'returned' }),
      countReward(referral, -1),
      announce(RewardTakenBack, factOf(referral), run),
    ]);
  } catch (error) {
    // What the referrer bought with it stays his.
    if (!(error instanceof CouponInUse)) throw error;
  }
}

/** Takes one step of a referral. Throws conflict `referrals.changed-meanwhile` when somebody else took one: look again. */
export async function settle(referral: Referral, step: Step, run: Run): Promise<void> {
  if (step === 'reward') return reward(referral, run);
  if (step === 'take-back') return takeBack(referral, run);
  if (step === 'void') return end(referral, 'returned');
  await commit([removeReferral(referral)]);
}
