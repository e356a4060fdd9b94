import * as z from 'zod';
import { defineRoute, idSchema, pageOf, pageQuery } from '../../shared/platform/route.ts';

const amount = z.int();

/** A price that a promotion is shown against, beside what was really paid in a channel before it began. */
const compared = z.strictObject({
  at: z.int(),
  sku: z.string(),
  channel: z.string(),
  price: amount,
  lowest7d: amount.nullable(),
  lastDeal: amount.nullable(),
  base: amount.nullable(),
  verdict: z.enum(['true', 'too-high', 'no-deal']),
});

const evidence = z.strictObject({
  promotionId: z.string(),
  at: z.iso.datetime(),
  what: z.enum(['published', 'started', 'stopped', 'personal-price']),
  id: z.string(),
  version: z.int().optional(),
  compared: z.array(compared).optional(),
  orderId: z.string().optional(),
  total: amount.optional(),
  anonymousTotal: amount.optional(),
});

export const listEvidence = defineRoute({
  id: 'listEvidence',
  method: 'GET',
  path: '/v1/admin/compliance/evidence',
  access: ['staff'],
  summary:
    'What shows that a promotion kept to the law: its compared prices as they were checked, and what anybody would have paid',
  query: z.strictObject({ ...pageQuery, promotionId: idSchema }),
  replies: { 200: pageOf(evidence) },
  errors: ['request.bad-cursor'],
});
