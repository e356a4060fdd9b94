import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** The projected status of a delivery changed. `status` is one of the canonical delivery states, `at` the partner's time. */
export const DeliveryProgressed = defineEvent({
  context: 'deliveries',
  name: 'DeliveryProgressed',
  version: 1,
  data: z.object({
    deliveryId: z.string(),
    orderId: z.string(),
    partner: z.string(),
    status: z.string(),
    at: z.string(),
  }),
  example: {
    deliveryId: 'delivery_01KAJ8V0Q0M7W6S3Z9T4N5C2XB',
    orderId: 'order_01KAJ8T9Y3B5D7F9H1K3M5P7RS',
    partner: 'sandbox',
    status: 'DELIVERED',
    at: '2026-11-21T09:30:00.000Z',
  },
});
