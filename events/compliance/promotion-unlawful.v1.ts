import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/**
 * A promotion that was allowed when it was published is not, now that it starts: a price that it is compared with is above
 * what was really paid. It was stopped. Amounts in minor units of the shop's currency.
 */
export const PromotionUnlawful = defineEvent({
  context: 'compliance',
  name: 'PromotionUnlawful',
  version: 1,
  data: z.object({
    promotionId: z.string(),
    version: z.int(),
    code: z.string(),
    rule: z.string(),
    sku: z.string(),
    channel: z.string(),
    compared: z.int(),
    base: z.int().optional(),
  }),
  example: {
    promotionId: 'promotion_01JD5Z8Q4R6W2T7Y9X1C3V5B8N',
    version: 1,
    code: 'law.base-price',
    rule: '规范促销行为暂行规定 Art.21',
    sku: 'TEA-01',
    channel: 'web',
    compared: 9900,
    base: 9500,
  },
});
