import * as z from 'zod';
import {
  defineRoute,
  idSchema,
  instantSchema,
  localisedSchema,
  pageOf,
  pageQuery,
  skuSchema,
} from '../../shared/platform/route.ts';

const params = z.strictObject({ promotionId: idSchema });

const amount = z.int().min(1).max(1_000_000_000_000);
const count = z.int().min(1).max(1_000_000_000);
const percent = z
  .number()
  .gt(0)
  .max(100)
  .refine((value) => Math.abs(value * 10 - Math.round(value * 10)) < 1e-6, { error: 'at most one decimal' });
const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).max(2_000);
const word = z.string().min(1).max(100);
const hour = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);

/** The rules of a promotion as its buyers read them. */
const rulesText = z
  .strictObject({ zh: z.string().min(1).max(5_000).optional(), en: z.string().min(1).max(5_000).optional() })
  .refine((text) => text.zh !== undefined || text.en !== undefined, { error: 'one language at least' });

/** A coupon code as buyers type it; capitals and small letters are the same. */
const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{2,31}$/);

const tier = z.strictObject({
  spend: amount.optional(),
  quantity: count.optional(),
  off: amount.optional(),
  percent: percent.optional(),
});

/** The layers 单品, 店铺, 跨店, 券, and the other names people have for them. */
const layer = z.enum([
  ...['item', 'line', 'product', '单品'],
  ...['shop', 'store', 'cart', 'order', '店铺'],
  ...['cross-shop', 'cross-store', 'platform', '跨店'],
  ...['coupon', '券'],
] as const);

/** The kinds that work, with the terms of each. */
const TERMS = [
  { kind: z.literal('percent-off'), effect: z.strictObject({ percent, cap: amount.optional() }) },
  { kind: z.literal('amount-off'), effect: z.strictObject({ amount }) },
  {
    kind: z.literal('threshold-off'),
    effect: z.strictObject({ tiers: z.array(tier).min(1).max(100), repeat: z.boolean().optional() }),
  },
] as const;

const common = {
  name: z.union([z.string().min(1).max(200), localisedSchema]),
  layer: layer.optional(),
  priority: z.int().min(-1_000_000).max(1_000_000).optional(),
  exclusiveGroup: word.optional(),
  validFrom: instantSchema,
  validTo: instantSchema,
  dailyWindow: z.strictObject({ from: hour, to: hour }).optional(),
  scope: z
    .strictObject({
      skus: listOf(skuSchema).optional(),
      categories: listOf(word).optional(),
      brands: listOf(word).optional(),
      excludeSkus: listOf(skuSchema).optional(),
      channels: listOf(z.enum(['web', 'mini-program', 'store', 'marketplace', 'live'])).optional(),
    })
    .optional(),
  limits: z
    .strictObject({ totalUses: count.optional(), perCustomer: count.optional(), budget: amount.optional() })
    .optional(),
  funders: z
    .array(z.strictObject({ funder: idSchema.refine((name) => name !== 'shop'), percent }))
    .min(1)
    .max(10)
    .optional(),
  returnPolicy: z
    .union([z.enum(['keep', 'reprice', 'claw-back']), z.strictObject({ policy: z.literal('claw-back'), cap: amount })])
    .optional(),
  coupon: z.strictObject({ mode: z.literal('single'), code: code.optional() }).optional(),
  terms: rulesText.optional(),
  comparedPrices: z
    .array(z.strictObject({ sku: skuSchema, price: amount, label: word.optional() }))
    .min(1)
    .max(20)
    .optional(),
};

const [percentOff, amountOff, thresholdOff] = TERMS;

function ofEachKind<More extends z.ZodRawShape>(more: More) {
  return z.discriminatedUnion('kind', [
    z.strictObject({ ...common, ...percentOff, ...more }),
    z.strictObject({ ...common, ...amountOff, ...more }),
    z.strictObject({ ...common, ...thresholdOff, ...more }),
  ]);
}

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

export const issueCoupon = defineRoute({
  id: 'issueCoupon',
  method: 'POST',
  path: '/v1/admin/promotions/{promotionId}/coupons',
  access,
  summary: 'Issue a coupon code: the one given, else that of the promotion, else a new one',
  params,
  body: z.strictObject({ mode: z.literal('single').optional(), code: code.optional() }).optional(),
  replies: { 201: z.strictObject({ promotionId: z.string(), code: z.string() }) },
  errors: ['promotions.not-a-coupon', 'promotions.code-taken', ...errors],
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
