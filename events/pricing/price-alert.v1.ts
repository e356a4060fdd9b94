import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/**
 * Somebody should look at prices: a guard found something about new ones (`changeId` where a change brings them), or the
 * shop is dearer than the market (`gap` in tenths of a percent). Amounts are never told: a price may not hold yet.
 */
export const PriceAlert = defineEvent({
  context: 'pricing',
  name: 'PriceAlert',
  version: 1,
  data: z.object({
    changeId: z.string().optional(),
    items: z.array(z.object({ sku: z.string(), code: z.string(), gap: z.int().optional() })),
  }),
  example: { changeId: 'change_01JD5Z8Q4R6W2T7Y9X1C3V5B8N', items: [{ sku: 'TEA-01', code: 'pricing.below-floor' }] },
});
