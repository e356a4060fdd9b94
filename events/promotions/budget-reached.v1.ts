import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** So many percent of what a promotion may give in all are held by orders or spent. Told once for each level. */
export const BudgetReached = defineEvent({
  context: 'promotions',
  name: 'BudgetReached',
  version: 1,
  data: z.object({ promotionId: z.string(), percent: z.int(), held: z.int(), spent: z.int(), uses: z.int() }),
  example: {
    promotionId: 'promotion_01JD5Z8Q4R6W2T7Y9X1C3V5B8N',
    percent: 80,
    held: 12_000,
    spent: 788_000,
    uses: 412,
  },
});
