import * as z from 'zod';
import { defineRoute, idSchema, instantSchema } from '../../shared/platform/route.ts';
import { cartBody, pricedLine, promotions, totals } from './schemas.ts';

/** What a draft would do to a cart, in the words of a quote. Reads only. */
export const tryPromotion = defineRoute({
  id: 'tryPromotion',
  method: 'POST',
  path: '/v1/admin/promotions/{promotionId}/try',
  access: ['staff'],
  summary:
    "Price a cart as if a promotion's newest version were live beside the others, its coupon given and nothing used",
  params: z.strictObject({ promotionId: idSchema }),
  /** `at`: the decision time; without it now, or the promotion's start or end where that is nearer to it. */
  body: z.strictObject({ cart: cartBody, at: instantSchema.optional(), customerId: idSchema.optional() }),
  replies: {
    200: z.strictObject({
      promotionId: z.string(),
      version: z.int(),
      at: z.iso.datetime(),
      ...totals,
      lines: z.array(pricedLine),
      promotions,
    }),
  },
  errors: ['promotions.unknown', 'catalog.unknown-sku', 'inventory.unknown-location', 'orders.amount-too-large'],
});
