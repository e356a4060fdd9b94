import * as z from 'zod';
import { defineRoute, idSchema, pageOf, pageQuery } from '../../shared/platform/route.ts';

const access = ['customer', 'staff'] as const;

/** A code works as long as its programme, and is the caller's own for it. */
const code = z.strictObject({ code: z.string(), promotionId: z.string(), validTo: z.iso.datetime() });

/** Whom the caller brought: never who it was. */
const referral = z.strictObject({
  promotionId: z.string(),
  code: z.string(),
  referredAt: z.iso.datetime(),
  state: z.enum(['waiting', 'rewarded', 'void', 'taken-back']),
  reason: z.enum(['returned', 'limit-reached', 'reward-over']).optional(),
  /** The coupon that is the reward. */
  couponCode: z.string().optional(),
  rewardedAt: z.iso.datetime().optional(),
});

export const createReferralCode = defineRoute({
  id: 'createReferralCode',
  method: 'POST',
  path: '/v1/me/referral-codes',
  access,
  summary: "The caller's code for bringing new customers, the same each time: their first order carries it",
  body: z.strictObject({ promotionId: idSchema }),
  replies: { 201: code },
  errors: ['referrals.unknown', 'referrals.ended'],
});

export const listReferrals = defineRoute({
  id: 'listReferrals',
  method: 'GET',
  path: '/v1/me/referrals',
  access,
  summary: 'Whom the caller brought, the newest first, and what came of it',
  query: z.strictObject(pageQuery),
  replies: { 200: pageOf(referral) },
  errors: ['request.bad-cursor'],
});
