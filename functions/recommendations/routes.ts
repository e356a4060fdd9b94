import * as z from 'zod';
import { CHANNELS } from '../../events/contract.ts';
import { defineRoute, idSchema, instantSchema, skuSchema } from '../../shared/platform/route.ts';

const placement = z.enum(['home', 'product', 'cart', 'reorder']);

/** One SKU, or several with commas in between (what lies in the cart). */
const skus = z
  .string()
  .max(1_300)
  .transform((text) => text.split(',').map((sku) => sku.trim()))
  .pipe(z.array(skuSchema).max(20));

/** One thing a visitor did. */
export const behaviourEvent = z.strictObject({
  type: z.enum(['view', 'click', 'add-to-cart', 'impression', 'dislike', 'search']),
  sku: skuSchema.optional(),
  placement: z.string().min(1).max(40).optional(),
  /** The promotion that was shown, where one was. */
  promotionId: idSchema.optional(),
  channel: z.enum(CHANNELS).optional(),
  query: z.string().min(1).max(200).optional(),
  at: instantSchema,
  sessionId: idSchema,
});

export const recommend = defineRoute({
  id: 'recommend',
  method: 'GET',
  path: '/v1/recommendations',
  access: 'optional',
  summary: 'What to show next; with personalised=false the same for everybody',
  query: z.strictObject({
    placement,
    sku: skus.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    personalised: z.enum(['true', 'false']).default('true'),
  }),
  replies: {
    200: z.strictObject({
      modelVersion: z.string(),
      items: z.array(
        z.strictObject({
          sku: z.string(),
          score: z.number(),
          reason: z.strictObject({
            code: z.enum(['bought-together', 'popular', 'bought-before']),
            detail: z.string(),
          }),
        }),
      ),
    }),
  },
});

export const recordBehaviour = defineRoute({
  id: 'recordBehaviour',
  method: 'POST',
  path: '/v1/behaviour',
  access: 'optional',
  summary: 'Tell what visitors did, up to 100 events at a time',
  body: z.strictObject({ events: z.array(behaviourEvent).min(1).max(100) }),
  replies: { 202: z.strictObject({ accepted: z.int() }) },
});
