/** GET /v1/admin/promotions/{promotionId}/coupons: how far the issues of codes of a promotion are, the newest first. */
import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { jobsOf, progressOf } from './coupon-jobs.ts';
import { listCouponJobs as route } from './coupon-routes.ts';

export const handler = httpHandler(route, async ({ params: { promotionId }, query }) => {
  const from = await readCursor('coupon-jobs', query.cursor);
  const { jobs, lastKey } = await jobsOf(promotionId, query.limit, from);
  return { status: 200, body: { items: jobs.map(progressOf), nextCursor: await writeCursor('coupon-jobs', lastKey) } };
});
