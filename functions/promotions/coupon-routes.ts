import * as z from 'zod';
import { defineRoute, idSchema, pageOf, pageQuery } from '../../shared/platform/route.ts';
import { codeSchema } from './schemas.ts';

const promotion = z.strictObject({ promotionId: idSchema });
const access = ['staff'] as const;
const errors = ['promotions.unknown', 'promotions.not-a-coupon'];

const job = z.strictObject({
  jobId: z.string(),
  promotionId: z.string(),
  count: z.int(),
  issued: z.int(),
  state: z.enum(['running', 'done']),
  createdAt: z.string(),
});

/** One code for everybody is there at once; many that work once are issued by a job, whose progress can be looked at. */
export const issueCoupon = defineRoute({
  id: 'issueCoupon',
  method: 'POST',
  path: '/v1/admin/promotions/{promotionId}/coupons',
  access,
  summary:
    'Issue coupon codes: one for everybody (the one given, else that of the promotion, else a new one), or many that work once',
  params: promotion,
  body: z
    .strictObject({
      mode: z.enum(['single', 'unique']).optional(),
      code: codeSchema.optional(),
      count: z.int().min(1).max(1_000_000).optional(),
    })
    .optional(),
  replies: { 201: z.strictObject({ promotionId: z.string(), code: z.string() }), 202: job },
  errors: ['promotions.code-taken', 'promotions.count-required', 'promotions.stopped', ...errors],
});

export const listCouponJobs = defineRoute({
  id: 'listCouponJobs',
  method: 'GET',
  path: '/v1/admin/promotions/{promotionId}/coupons',
  access,
  summary: 'How far the issues of codes of a promotion are, the newest first',
  params: promotion,
  query: z.strictObject(pageQuery),
  replies: { 200: pageOf(job) },
  errors: ['request.bad-cursor'],
});

export const getCouponJob = defineRoute({
  id: 'getCouponJob',
  method: 'GET',
  path: '/v1/admin/promotions/{promotionId}/coupons/{jobId}',
  access,
  summary: 'How far an issue of codes is, with a page of its codes',
  params: z.strictObject({ promotionId: idSchema, jobId: idSchema }),
  query: z.strictObject({
    from: z.coerce.number().int().min(0).max(2_000_000).default(0),
    limit: z.coerce.number().int().min(1).max(100).default(100),
  }),
  replies: {
    200: job.extend({
      codes: z.array(
        z.strictObject({ code: z.string(), status: z.enum(['issued', 'used']), orderId: z.string().optional() }),
      ),
      /** Where the next page begins. */
      next: z.int().optional(),
    }),
  },
  errors: ['promotions.unknown-job'],
});

const own = z.strictObject({
  couponId: z.string(),
  code: z.string(),
  promotionId: z.string(),
  validTo: z.string(),
});

export const claimCoupon = defineRoute({
  id: 'claimCoupon',
  method: 'POST',
  path: '/v1/coupons/claim',
  access: ['customer', 'staff'],
  summary: 'Claim a coupon of a running promotion: a code of its own for the caller alone',
  body: promotion,
  replies: { 201: own },
  errors: [...errors, 'promotions.not-claimable', 'promotions.ended', 'promotions.claim-limit', 'promotions.none-left'],
});

export const listMyCoupons = defineRoute({
  id: 'listMyCoupons',
  method: 'GET',
  path: '/v1/me/coupons',
  access: ['customer', 'staff'],
  summary: "The caller's coupons, newest first",
  query: z.strictObject(pageQuery),
  replies: {
    200: pageOf(
      own.extend({
        label: z.string().optional(),
        claimedAt: z.string(),
        status: z.enum(['available', 'used', 'expired', 'ended']),
        orderId: z.string().optional(),
      }),
    ),
  },
  errors: ['request.bad-cursor'],
});
