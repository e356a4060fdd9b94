import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** A number of the stock is not what the ledger of its movements says. Somebody has to look: this is a fault, not trade. */
export const StockAstray = defineEvent({
  context: 'inventory',
  name: 'StockAstray',
  version: 1,
  data: z.object({
    sku: z.string(),
    locationId: z.string(),
    counter: z.string(),
    stands: z.int(),
    recomputed: z.int(),
  }),
  example: { sku: 'TEA-01', locationId: 'main', counter: 'onHand', stands: 12, recomputed: 11 },
});
