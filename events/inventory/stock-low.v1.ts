import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** Fewer units are left for sale than the threshold says; told once, and again only after the stock had recovered. */
export const StockLow = defineEvent({
  context: 'inventory',
  name: 'StockLow',
  version: 1,
  data: z.object({ sku: z.string(), locationId: z.string(), available: z.int(), lowAt: z.int() }),
  example: { sku: 'TEA-01', locationId: 'main', available: 4, lowAt: 5 },
});
