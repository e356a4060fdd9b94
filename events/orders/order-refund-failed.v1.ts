import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** Money that should go back to the buyer did not: the provider refused, or was silent for too long. Somebody must look. */
export const OrderRefundFailed = defineEvent({
  context: 'orders',
  name: 'OrderRefundFailed',
  version: 1,
  data: z.object({
    orderId: z.string(),
    customerId: z.string(),
    refundId: z.string(),
    paymentId: z.string(),
    amount: z.int(),
    currency: z.string(),
    failure: z.string(),
  }),
  example: {
    orderId: 'order_01JD0000000000000000000001',
    customerId: 'cust_01JD0000000000000000000001',
    refundId: 'refund_01JD0000000000000000000001',
    paymentId: 'pay_01JD0000000000000000000001',
    amount: 8820,
    currency: 'CNY',
    failure: 'payments.refund-refused',
  },
});
