import * as z from 'zod';
import { defineRoute, idSchema, localisedSchema, pageOf, pageQuery } from '../../shared/platform/route.ts';
import { ofEachKind, rulesText } from './schemas.ts';

const params = z.strictObject({ promotionId: idSchema });

/** A promotion as staff write it. Without `scope` it is for everything. */
const body = ofEachKind({});

const state = z.enum(['draft', 'published', 'stopped']);

/** Where a promotion stands after a change. */
const standing = z.strictObject({ promotionId: z.string(), version: z.int(), state, liveVersion: z.int().optional() });

const whole = ofEachKind({ ...standing.shape, createdAt: z.string() });

const access = ['staff'] as const;
const errors = ['promotions.unknown', 'promotions.stopped', 'promotions.changed-meanwhile'];

export const createPromotion = defineRoute({
  id: 'createPromotion',
  method: 'POST',
  path: '/v1/admin/promotions',
  access,
  summary: 'Draft a promotion',
  body,
  replies: { 201: standing },
  errors: ['promotions.invalid'],
});

export const revisePromotion = defineRoute({
  id: 'revisePromotion',
  method: 'PUT',
  path: '/v1/admin/promotions/{promotionId}',
  access,
  summary: 'Draft the next version of a promotion; the live one stays until the next is published',
  params,
  body,
  replies: { 200: standing },
  errors: ['promotions.invalid', ...errors],
});

export const publishPromotion = defineRoute({
  id: 'publishPromotion',
  method: 'POST',
  path: '/v1/admin/promotions/{promotionId}/publish',
  access,
  summary: 'Make the newest version live for every quote from now on',
  params,
  body: z
    .strictObject({ override: z.strictObject({ reason: z.string().trim().min(1).max(1_000) }).optional() })
    .optional(),
  replies: { 200: standing },
  errors: ['promotions.code-taken', 'promotions.not-publishable', ...errors],
});

export const stopPromotion = defineRoute({
  id: 'stopPromotion',
  method: 'POST',
  path: '/v1/admin/promotions/{promotionId}/stop',
  access,
  summary: 'End a promotion at once and for good',
  params,
  replies: { 200: standing },
  errors,
});

export const getPromotion = defineRoute({
  id: 'getPromotion',
  method: 'GET',
  path: '/v1/admin/promotions/{promotionId}',
  access,
  summary: 'See a promotion with its newest version',
  params,
  replies: { 200: whole },
  errors: ['promotions.unknown'],
});

export const listPromotions = defineRoute({
  id: 'listPromotions',
  method: 'GET',
  path: '/v1/admin/promotions',
  access,
  summary: 'List promotions, the newest first',
  query: z.strictObject(pageQuery),
  replies: { 200: pageOf(whole) },
  errors: ['request.bad-cursor'],
});

const shown = z.strictObject({
  version: z.int(),
  name: z.union([z.string(), localisedSchema]),
  terms: rulesText.optional(),
  validFrom: z.string(),
  validTo: z.string(),
  publishedAt: z.string(),
});

export const getPromotionTerms = defineRoute({
  id: 'getPromotionTerms',
  method: 'GET',
  path: '/v1/promotions/{promotionId}/terms',
  access: 'public',
  summary: 'Read the rules of a promotion, by version, the newest first',
  params,
  query: z.strictObject({ version: z.coerce.number().int().min(1).max(999_999).optional() }),
  replies: { 200: z.strictObject({ promotionId: z.string(), items: z.array(shown) }) },
  errors: ['promotions.unknown'],
});
