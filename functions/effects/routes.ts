import * as z from 'zod';
import { CHANNELS } from '../../events/contract.ts';
import { defineRoute, idSchema } from '../../shared/platform/route.ts';
import { OUTCOMES } from './domain/report.ts';

const params = z.strictObject({ promotionId: idSchema });
const access = ['staff'] as const;
const amount = z.int();
const channel = z.enum(CHANNELS);

/**
 * What a promotion did. Amounts in minor units, goods alone: `net = revenue - refunds`. `discount` is what it gave to goods
 * that were kept, and `margin` is of the `costed` orders, whose goods' cost was known when they were sold.
 */
const figures = z.strictObject({
  views: z.int(),
  applied: z.int(),
  orders: z.int(),
  cancelled: z.int(),
  returned: z.int(),
  revenue: amount,
  refunds: amount,
  net: amount,
  discount: amount,
  byFunder: z.array(z.strictObject({ funder: z.string(), amount })),
  shipping: amount,
  margin: amount,
  costed: z.int(),
});

export const getEffect = defineRoute({
  id: 'getEffect',
  method: 'GET',
  path: '/v1/admin/promotions/{promotionId}/effect',
  access,
  summary: 'What a promotion did so far, by channel and day; live',
  params,
  query: z.strictObject({ from: z.iso.date().optional(), to: z.iso.date().optional() }),
  replies: {
    200: z.strictObject({
      promotionId: z.string(),
      totals: figures,
      byChannel: z.array(figures.extend({ channel })),
      byDay: z.array(figures.extend({ date: z.iso.date(), channel })),
    }),
  },
  errors: ['promotions.unknown'],
});

/** Days on which it could do anything, as calendar days of the shop. */
const stretch = { from: z.iso.date(), to: z.iso.date() };

/**
 * How much more with it than without, with its 95 % interval. Against a hold-out `with` and `without` are what all customers
 * would come to in the whole time; against matched days what a day came to.
 */
const lift = z.strictObject({
  outcome: z.enum(OUTCOMES),
  /** Not there where there is too little to tell. */
  lift: z
    .strictObject({
      with: z.number(),
      without: z.number(),
      estimate: z.number(),
      low: z.number(),
      high: z.number(),
      level: z.number(),
      /** The estimate in percent of `without`, where that is more than nothing. */
      percent: z.number().optional(),
    })
    .optional(),
});

export const getEffectReport = defineRoute({
  id: 'getEffectReport',
  method: 'GET',
  path: '/v1/admin/promotions/{promotionId}/report',
  access,
  summary: 'What a promotion brought: compared with customers held out by chance, else with days like its own',
  params,
  replies: {
    200: z.strictObject({
      promotionId: z.string(),
      version: z.int(),
      ...stretch,
      comparedWith: z.enum(['hold-out', 'matched-days']),
      /** Percent of the customers held out. */
      holdOut: z.int().optional(),
      /** Buyers, or days, on either side. */
      treated: z.int(),
      control: z.int(),
      totals: figures,
      lifts: z.array(lift),
      caveats: z.array(z.strictObject({ code: z.string(), text: z.strictObject({ zh: z.string(), en: z.string() }) })),
    }),
  },
  errors: ['promotions.unknown', 'effects.not-begun'],
});
