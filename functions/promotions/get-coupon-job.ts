/**
 * GET /v1/admin/promotions/{promotionId}/coupons/{jobId}: how far an issue is, with a page of its codes. One that goes on is
 * pushed: whoever waits for it also brings it back to life.
 */
import { DomainError } from '../../shared/kernel/errors.ts';
import { batchGet } from '../../shared/platform/batch-get.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { sendToWorker } from '../../shared/platform/queue.ts';
import { tableName } from '../../shared/platform/table.ts';
import { type CouponJob, findJob, progressOf } from './coupon-jobs.ts';
import { getCouponJob as route } from './coupon-routes.ts';
import type { StoredCoupon } from './coupon-use.ts';
import { codesFrom, issuedOf } from './domain/coupon-code.ts';
import { couponKey } from './usage.ts';

async function pageOf(job: CouponJob, from: number, limit: number) {
  const codes = codesFrom(job, from, limit).filter(({ number }) => number < job.next);
  const keyOf = (code: string) => ({ table: tableName('promotions'), ...couponKey(code) });
  const found = await batchGet(codes.map(({ code }) => keyOf(code)));
  const last = codes.at(-1);
  return {
    codes: codes.map(({ code }) => {
      const orderId = (found.get(keyOf(code)) as StoredCoupon | undefined)?.usedBy;
      return orderId ? { code, status: 'used', orderId } : { code, status: 'issued' };
    }),
    ...(last && last.number + 1 < job.next ? { next: last.number + 1 } : {}),
  };
}

export const handler = httpHandler(route, async ({ params: { promotionId, jobId }, query }) => {
  const job = await findJob(jobId);
  if (job?.promotionId !== promotionId)
    throw new DomainError('not-found', 'promotions.unknown-job', 'There is no such issue of codes.');
  if (issuedOf(job) < job.count) await sendToWorker('promotions', 'issue-coupons', [{ jobId }]);
  return { status: 200, body: { ...progressOf(job), ...(await pageOf(job, query.from, query.limit)) } };
});
