import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** A prize was handed over to its winner at a store. */
export const PrizeRedeemed = defineEvent({
  context: 'lotteries',
  name: 'PrizeRedeemed',
  version: 1,
  data: z.object({ promotionId: z.string(), drawId: z.string(), prizeId: z.string(), locationId: z.string() }),
  example: {
    promotionId: 'promotion_01JD5Z8Q4R6W2T7Y9X1C3V5B8N',
    drawId: 'draw_01JD0000000000000000000001',
    prizeId: 'teapot',
    locationId: 'store-1',
  },
});
