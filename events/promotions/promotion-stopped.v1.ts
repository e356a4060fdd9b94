import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** A promotion was ended for good. `version` is the one that was live, else the newest draft. */
export const PromotionStopped = defineEvent({
  context: 'promotions',
  name: 'PromotionStopped',
  version: 1,
  data: z.object({ promotionId: z.string(), version: z.int(), kind: z.string() }),
  example: { promotionId: 'promotion_01JD5Z8Q4R6W2T7Y9X1C3V5B8N', version: 1, kind: 'percent-off' },
});
