import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** Units that somebody waits for are free at a location: they came in, came back or were given back. */
export const StockFreed = defineEvent({
  context: 'inventory',
  name: 'StockFreed',
  version: 1,
  data: z.object({ sku: z.string(), locationId: z.string(), available: z.int(), awaited: z.int() }),
  example: { sku: 'TEA-01', locationId: 'main', available: 2, awaited: 3 },
});
