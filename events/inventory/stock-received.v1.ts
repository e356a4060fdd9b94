import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** Goods came in at a location. */
export const StockReceived = defineEvent({
  context: 'inventory',
  name: 'StockReceived',
  version: 1,
  data: z.object({ sku: z.string(), locationId: z.string(), quantity: z.int(), reference: z.string() }),
  example: { sku: 'TEA-01', locationId: 'main', quantity: 100, reference: 'PO-2026-118' },
});
