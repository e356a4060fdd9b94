import * as z from 'zod';
import { CHANNELS } from '../../events/contract.ts';
import { idSchema, instantSchema, localisedSchema, skuSchema } from '../../shared/platform/route.ts';

const amount = z.int().min(1).max(1_000_000_000_000);
const count = z.int().min(1).max(1_000_000_000);
const isTenths = (value: number) => Math.abs(value * 10 - Math.round(value * 10)) < 1e-6;
const percent = z.number().gt(0).max(100).refine(isTenths, { error: 'at most one decimal' });
const factor = z.number().gt(1).max(100).refine(isTenths, { error: 'at most one decimal' });
const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).max(2_000);
const word = z.string().trim().min(1).max(100);
const hour = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);

/** A coupon code as buyers type it; capitals and small letters are the same. */
export const codeSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{2,31}$/);

/** The rules of a promotion as its buyers read them. */
export const rulesText = z
  .strictObject({ zh: z.string().min(1).max(5_000).optional(), en: z.string().min(1).max(5_000).optional() })
  .refine((text) => text.zh !== undefined || text.en !== undefined, { error: 'one language at least' });

/** A category with those above it, from the top: `food/fruit`. */
const category = word.refine((path) => path.split('/').every((name) => name.trim() !== ''), { error: 'an empty name' });

const tier = z.strictObject({
  spend: amount.optional(),
  quantity: count.optional(),
  off: amount.optional(),
  percent: percent.optional(),
});
const units = z.strictObject({ sku: skuSchema, quantity: z.int().min(1).max(1_000) });

/** The layers 单品, 店铺, 跨店, 券, 积分, and the other names people have for them. */
const layer = z.enum([
  ...['item', 'line', 'product', '单品'],
  ...['shop', 'store', 'cart', 'order', '店铺'],
  ...['cross-shop', 'cross-store', 'platform', '跨店'],
  ...['coupon', '券'],
  ...['points', '积分'],
] as const);

const scope = z.strictObject({
  skus: listOf(skuSchema).optional(),
  categories: listOf(category).optional(),
  brands: listOf(word).optional(),
  excludeSkus: listOf(skuSchema).optional(),
  excludeCategories: listOf(category).optional(),
  excludeBrands: listOf(word).optional(),
  channels: listOf(z.enum(CHANNELS)).optional(),
  locations: listOf(idSchema).optional(),
  tiers: listOf(word).optional(),
  segments: listOf(word).optional(),
  firstOrderOnly: z.boolean().optional(),
  liveSessions: listOf(idSchema).optional(),
  creators: listOf(idSchema).optional(),
  holdOut: z.int().min(1).max(50).optional(),
});

const limits = z.strictObject({
  totalUses: count.optional(),
  perCustomer: count.optional(),
  budget: amount.optional(),
  hourly: amount.optional(),
  onExhaustion: z.enum(['cap', 'skip']).optional(),
  autoStop: z.boolean().optional(),
});

const common = {
  name: z.union([z.string().min(1).max(200), localisedSchema]),
  layer: layer.optional(),
  priority: z.int().min(-1_000_000).max(1_000_000).optional(),
  exclusiveGroup: word.optional(),
  validFrom: instantSchema,
  validTo: instantSchema,
  dailyWindow: z.strictObject({ from: hour, to: hour }).optional(),
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).optional(),
  scope: scope.optional(),
  stacking: z.strictObject({ class: word.optional(), combinesWith: z.array(word).max(100).optional() }).optional(),
  limits: limits.optional(),
  funders: z
    .array(z.strictObject({ funder: idSchema.refine((name) => name !== 'shop'), percent }))
    .min(1)
    .max(10)
    .optional(),
  returnPolicy: z
    .union([z.enum(['keep', 'reprice', 'claw-back']), z.strictObject({ policy: z.literal('claw-back'), cap: amount })])
    .optional(),
  coupon: z
    .strictObject({
      mode: z.enum(['single', 'unique']),
      code: codeSchema.optional(),
      count: z.int().min(1).max(1_000_000).optional(),
      claim: z.enum(['open', 'closed']).optional(),
    })
    .optional(),
  terms: rulesText.optional(),
  comparedPrices: z
    .array(z.strictObject({ sku: skuSchema, price: amount, label: word.optional() }))
    .min(1)
    .max(20)
    .optional(),
};

/** The kinds that price carts, with the terms of each. */
const KINDS = {
  'percent-off': z.strictObject({ percent, cap: amount.optional() }),
  'amount-off': z.strictObject({ amount }),
  'fixed-price': z.strictObject({ price: amount }),
  'threshold-off': z.strictObject({ tiers: z.array(tier).min(1).max(100), repeat: z.boolean().optional() }),
  'buy-x-get-y': z.strictObject({
    buy: z.strictObject({ quantity: z.int().min(1).max(1_000) }),
    get: z.strictObject({ quantity: z.int().min(1).max(1_000), percent, skus: listOf(skuSchema).optional() }),
    repeat: z.boolean().optional(),
  }),
  gift: z.strictObject({
    spend: amount.optional(),
    quantity: count.optional(),
    gifts: z.array(units).min(1).max(20),
  }),
  bundle: z.strictObject({
    items: z.array(units).min(1).max(50),
    price: amount.optional(),
    percent: percent.optional(),
  }),
  'free-shipping': z.strictObject({ spend: amount.optional() }),
  'points-multiplier': z.strictObject({ factor }),
  'flash-sale': z.strictObject({ price: amount, quota: count, perCustomer: count }),
  'group-buy': z.strictObject({ price: amount, people: z.int().min(2).max(1_000), hours: z.int().min(1).max(168) }),
  referral: z.strictObject({
    reward: z.strictObject({ promotionId: idSchema }),
    maxPerReferrer: z.int().min(1).max(10_000).optional(),
  }),
  lottery: z.strictObject({
    prizes: z
      .array(z.strictObject({ prizeId: idSchema, name: localisedSchema, value: amount, count, odds: count }))
      .min(1)
      .max(20),
    per: z.enum(['customer', 'order']).optional(),
    redeemDays: z.int().min(1).max(365).optional(),
  }),
} as const;

type KindName = keyof typeof KINDS;

/** A promotion of each kind as staff write it, with `more` beside; without `scope` it is for everything. */
export function ofEachKind<More extends z.ZodRawShape>(more: More) {
  const of = <K extends KindName>(kind: K) =>
    z.strictObject({ ...common, kind: z.literal(kind), effect: KINDS[kind], ...more });
  return z.discriminatedUnion('kind', [
    of('percent-off'),
    of('amount-off'),
    of('fixed-price'),
    of('threshold-off'),
    of('buy-x-get-y'),
    of('gift'),
    of('bundle'),
    of('free-shipping'),
    of('points-multiplier'),
    of('flash-sale'),
    of('group-buy'),
    of('referral'),
    of('lottery'),
  ]);
}
