import * as z from 'zod';

/** Who was brought by whom, and what for: the reward is a coupon of the promotion `rewardId`. */
export const rewardSchema = z.object({
  promotionId: z.string(),
  rewardId: z.string(),
  referrerId: z.string(),
  /** Who was brought, by which first order. */
  customerId: z.string(),
  orderId: z.string(),
});

/** A reward as examples show it. */
export const exampleReward: z.output<typeof rewardSchema> = {
  promotionId: 'promotion_01JD5Z8Q4R6W2T7Y9X1C3V5B8N',
  rewardId: 'promotion_01JD5Z8Q4R6W2T7Y9X1C3V5B8P',
  referrerId: 'cust_01JD0000000000000000000001',
  customerId: 'cust_01JD0000000000000000000002',
  orderId: 'order_01JD0000000000000000000001',
};
