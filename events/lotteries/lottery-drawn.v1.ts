import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** A customer drew for a prize. `gone` is the prize that the ticket won when none of it was left. */
export const LotteryDrawn = defineEvent({
  context: 'lotteries',
  name: 'LotteryDrawn',
  version: 1,
  data: z.object({
    drawId: z.string(),
    promotionId: z.string(),
    version: z.int(),
    customerId: z.string(),
    n: z.int(),
    prizeId: z.string().optional(),
    gone: z.string().optional(),
  }),
  example: {
    drawId: 'draw_01JD0000000000000000000001',
    promotionId: 'promotion_01JD5Z8Q4R6W2T7Y9X1C3V5B8N',
    version: 1,
    customerId: 'cust_01JD0000000000000000000001',
    n: 1,
    prizeId: 'teapot',
  },
});
