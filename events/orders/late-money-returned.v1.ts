import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** Money that came for an order which had ended went back to its payer. The order's own sums know nothing of it. */
export const LateMoneyReturned = defineEvent({
  context: 'orders',
  name: 'LateMoneyReturned',
  version: 1,
  data: z.object({
    orderId: z.string(),
    customerId: z.string(),
    refundId: z.string(),
    paymentId: z.string(),
    amount: z.int(),
    currency: z.string(),
    provider: z.string().optional(),
  }),
  example: {
    orderId: 'order_01JD0000000000000000000001',
    customerId: 'cust_01JD0000000000000000000001',
    refundId: 'refund_01JD0000000000000000000001',
    paymentId: 'pay_01JD0000000000000000000001',
    amount: 8820,
    currency: 'CNY',
    provider: 'sandbox',
  },
});
