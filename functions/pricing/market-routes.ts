import * as z from 'zod';
import { amountSchema, defineRoute, instantSchema, pageQuery, skuSchema } from '../../shared/platform/route.ts';

const competitor = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u);

/** One price as it was seen. */
export const observation = z.strictObject({
  sku: skuSchema,
  competitor,
  price: amountSchema.min(1),
  currency: z.string().regex(/^[A-Z]{3}$/),
  observedAt: instantSchema,
  source: z.string().min(1).max(500).optional(),
});

/** A batch of observations. */
export const observations = z.array(observation).min(1).max(500);

const parity = z.strictObject({
  sku: z.string(),
  ours: z.int(),
  market: z.int(),
  lowest: z.int(),
  competitors: z.int(),
  gap: z.int(),
  breached: z.boolean(),
});

export const recordCompetitorPrices = defineRoute({
  id: 'recordCompetitorPrices',
  method: 'POST',
  path: '/v1/admin/competitor-prices',
  access: ['staff'],
  summary:
    'Tell of prices seen at competitors, as JSON or as the text of a CSV table; what is known already counts once',
  body: z
    .strictObject({ observations: observations.optional(), csv: z.string().min(1).max(200_000).optional() })
    .refine((body) => (body.observations === undefined) !== (body.csv === undefined)),
  replies: { 200: z.strictObject({ told: z.int(), recorded: z.int() }) },
  errors: [
    'catalog.unknown-sku',
    'pricing.wrong-currency',
    'pricing.observed-in-future',
    'pricing.bad-csv',
    'pricing.csv-lacks-column',
  ],
});

export const getPriceParity = defineRoute({
  id: 'getPriceParity',
  method: 'GET',
  path: '/v1/admin/price-parity',
  access: ['staff'],
  summary: 'How the prices stand against the market: gaps in tenths of a percent, the widest first',
  query: z.strictObject({
    limit: pageQuery.limit,
    channel: z.enum(['web', 'mini-program', 'store', 'marketplace', 'live']).default('web'),
  }),
  replies: { 200: z.strictObject({ items: z.array(parity), compared: z.int(), breached: z.int() }) },
});
