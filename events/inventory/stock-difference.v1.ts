import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** What lies there is not what the books said: after a count, a transfer, or a sale at a till that was cut off. */
export const StockDifference = defineEvent({
  context: 'inventory',
  name: 'StockDifference',
  version: 1,
  data: z.object({
    sku: z.string(),
    locationId: z.string(),
    /** Signed units: negative where less was found. */
    difference: z.int(),
    cause: z.enum(['count', 'transfer', 'till', 'damage']),
    reference: z.string(),
  }),
  example: { sku: 'TEA-01', locationId: 'store-1', difference: -2, cause: 'count', reference: 'COUNT-2026-47' },
});
