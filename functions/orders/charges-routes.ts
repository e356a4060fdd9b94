import * as z from 'zod';
import { amountSchema, defineRoute } from '../../shared/platform/route.ts';

const name = z.string().min(1).max(100);
const percent = z
  .number()
  .min(0)
  .max(100)
  .refine((value) => Math.abs(value * 1_000 - Math.round(value * 1_000)) < 1e-6, { error: 'at most three decimals' });

/** No two entries for the same place: which of them is meant would depend on their order. */
const distinct = (entries: readonly { category?: string | undefined; region?: string | undefined }[]) =>
  new Set(entries.map(({ category, region }) => JSON.stringify([category, region]))).size === entries.length;

const rate = z.strictObject({ category: name.optional(), region: name.optional(), percent });
const tariff = z.strictObject({ region: name.optional(), fee: amountSchema, freeFrom: amountSchema.optional() });

/** What comes to the goods' price: tax rates by category and region, and what shipping costs by region. */
const charges = z.strictObject({
  tax: z.strictObject({
    prices: z.enum(['inclusive', 'exclusive']),
    rates: z.array(rate).max(500).refine(distinct, { error: 'one rate for each category and region' }),
  }),
  shipping: z.strictObject({
    tariffs: z.array(tariff).max(200).refine(distinct, { error: 'one tariff for each region' }),
  }),
});

const whole = charges.extend({ version: z.int() });

export const getCharges = defineRoute({
  id: 'getCharges',
  method: 'GET',
  path: '/v1/admin/charges',
  access: ['staff'],
  summary: "See the shop's tax rates and shipping tariff",
  replies: { 200: whole },
});

export const putCharges = defineRoute({
  id: 'putCharges',
  method: 'PUT',
  path: '/v1/admin/charges',
  access: ['staff'],
  summary: "Set the shop's tax rates and shipping tariff, for every quote from now on",
  body: charges,
  replies: { 200: whole },
  errors: ['orders.changed-meanwhile'],
});
