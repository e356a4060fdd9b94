import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** As many as were wanted have paid: the orders of the group may leave the house. */
export const GroupCompleted = defineEvent({
  context: 'group-buys',
  name: 'GroupCompleted',
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
    people: 2,
    orderIds: ['order_01JD0000000000000000000001', 'order_01JD0000000000000000000002'],
  },
});
