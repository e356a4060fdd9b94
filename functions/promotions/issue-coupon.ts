/**
 * POST /v1/admin/promotions/{promotionId}/coupons: issues codes that bring the promotion once it is published. One for everybody is
 * there with the answer, and the same again changes nothing; many that work once are a job of `issue-coupons.ts`.
 */
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { sendToWorker } from '../../shared/platform/queue.ts';
import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { beginJob, type CouponJob, progressOf } from './coupon-jobs.ts';
import { issueCoupon as route } from './coupon-routes.ts';
import { normaliseCode, type Promotion, stateOf } from './domain/promotion.ts';
import { knownPromotion } from './known-promotion.ts';
import { newCode, newSeed } from './new-code.ts';
import { putCoupon } from './usage.ts';

async function issueMany({ promotionId, definition }: Promotion, asked: number | undefined, run: Run) {
  const count = asked ?? definition.coupon?.count;
  if (!count) throw new DomainError('invalid', 'promotions.count-required', 'Say how many codes.');
  const { validTo } = definition;
  const base = { jobId: run.newId('coupons'), promotionId, validTo, createdAt: run.now };
  const job: CouponJob = { ...base, seed: newSeed(run), count, next: 0, taken: [] };
  await beginJob(job);
  await sendToWorker('promotions', 'issue-coupons', [{ jobId: job.jobId }]);
  return { status: 202, body: progressOf(job) };
}

export const handler = httpHandler(route, async ({ params: { promotionId }, body = {} }, run) => {
  const promotion = await knownPromotion(promotionId);
  const { coupon, validTo } = promotion.definition;
  if (stateOf(promotion) === 'stopped')
    throw new DomainError('conflict', 'promotions.stopped', 'A stopped promotion gets no coupons.');
  if (!coupon) throw new DomainError('conflict', 'promotions.not-a-coupon', 'The promotion needs no coupon.');
  if (body.mode === 'unique') return issueMany(promotion, body.count, run);
  const code = normaliseCode(body.code ?? coupon.code ?? newCode(run));
  await commit([putCoupon({ code, promotionId, validTo }, run.now)]);
  return { status: 201, body: { promotionId, code } };
});
