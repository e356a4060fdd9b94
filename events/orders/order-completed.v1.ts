import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** Everything the order promised was done. */
export const OrderCompleted = defineEvent({
  context: 'orders',
  name: 'OrderCompleted',
  version: 1,
  data: z.object({ orderId: z.string(), customerId: z.string() }),
  example: { orderId: 'order_01JD0000000000000000000001', customerId: 'cust_01JD0000000000000000000001' },
});
