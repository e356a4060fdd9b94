import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** A buyer's review of one bought SKU can be read by everybody. */
export const ReviewPublished = defineEvent({
  context: 'feedback',
  name: 'ReviewPublished',
  version: 1,
  data: z.object({
    reviewId: z.string(),
    orderId: z.string(),
    sku: z.string(),
    rating: z.int().min(1).max(5),
    customerId: z.string(),
  }),
  example: {
    reviewId: 'review_01KAJ9A4D2F6H8K0M2P4R6T8VX',
    orderId: 'order_01KAJ8T9Y3B5D7F9H1K3M5P7RS',
    sku: 'TEA-01',
    rating: 5,
    customerId: 'customer_01KAJ7Z1C3E5G7J9M1N3Q5S7VW',
  },
});
