import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** The order was cancelled; when it was paid, the refund of `total` follows as OrderRefunded. */
export const OrderCancelled = defineEvent({
  context: 'orders',
  name: 'OrderCancelled',
  version: 1,
  data: z.object({
    orderId: z.string(),
    customerId: z.string(),
    wasPaid: z.boolean(),
    total: z.int(),
    currency: z.string(),
  }),
  example: {
    orderId: 'order_01JD0000000000000000000001',
    customerId: 'cust_01JD0000000000000000000001',
    wasPaid: true,
    total: 8820,
    currency: 'CNY',
  },
});
