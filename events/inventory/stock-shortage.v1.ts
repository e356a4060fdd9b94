import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** Units that are promised to orders were not found: those orders need another source, or their buyers an answer. */
export const StockShortage = defineEvent({
  context: 'inventory',
  name: 'StockShortage',
  version: 1,
  data: z.object({ sku: z.string(), locationId: z.string(), short: z.int(), reference: z.string() }),
  example: { sku: 'TEA-01', locationId: 'store-1', short: 2, reference: 'COUNT-2026-47' },
});
