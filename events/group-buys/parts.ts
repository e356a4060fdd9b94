import * as z from 'zod';

/** A group that has ended, with those of its orders that are told of. */
export const endedGroup = z.object({
  groupId: z.string(),
  promotionId: z.string(),
  people: z.int(),
  orderIds: z.array(z.string()),
});

/** An ended group as examples show it. */
export const exampleGroup: z.output<typeof endedGroup> = {
  groupId: 'group_01JD0000000000000000000001',
  promotionId: 'promotion_01JD5Z8Q4R6W2T7Y9X1C3V5B8N',
  people: 2,
  orderIds: ['order_01JD0000000000000000000001', 'order_01JD0000000000000000000002'],
};
