import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** A version of a promotion went live: every quote from now on may give it. */
export const PromotionPublished = defineEvent({
  context: 'promotions',
  name: 'PromotionPublished',
  version: 1,
  data: z.object({ promotionId: z.string(), version: z.int(), kind: z.string() }),
  example: { promotionId: 'promotion_01JD5Z8Q4R6W2T7Y9X1C3V5B8N', version: 1, kind: 'percent-off' },
});
