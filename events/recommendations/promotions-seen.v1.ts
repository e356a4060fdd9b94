import * as z from 'zod';
import { CHANNELS, defineEvent } from '../contract.ts';

/** Visitors were shown promotions, by their own word. May be told again: a session sees a promotion once a day. */
export const PromotionsSeen = defineEvent({
  context: 'recommendations',
  name: 'PromotionsSeen',
  version: 1,
  data: z.object({
    seen: z
      .array(
        z.object({
          promotionId: z.string(),
          sessionId: z.string(),
          channel: z.enum(CHANNELS),
          at: z.iso.datetime(),
        }),
      )
      .max(100),
  }),
  example: {
    seen: [
      {
        promotionId: 'promotion_01JD5Z8Q4R6W2T7Y9X1C3V5B8N',
        sessionId: 'session_01JD0000000000000000000001',
        channel: 'web',
        at: '2026-11-21T08:00:00.000Z',
      },
    ],
  },
});
