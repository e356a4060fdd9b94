import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/**
 * The deadline passed and too few had paid: these orders of the group end, and their money goes back. Said again for an order
 * whose money came when its group had failed already.
 */
export const GroupFailed = defineEvent({
  context: 'group-buys',
  name: 'GroupFailed',
  version: 1,
  data: z.object({
    groupId: z.string(),
    promotionId: z.string(),
    people: z.int(),
    orderIds: z.array(z.string()),
  }),
  example: {
    groupId: 'group_01JD0000000000000000000001',
    promotionId: 'promotion_01JD5Z8Q4R6W2T7Y9X1C3V5B8N',
    people: 3,
    orderIds: ['order_01JD0000000000000000000001'],
  },
});
