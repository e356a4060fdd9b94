import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** The hold ran out before anybody paid; the stock is free again. */
export const OrderExpired = defineEvent({
  context: 'orders',
  name: 'OrderExpired',
  version: 1,
  data: z.object({ orderId: z.string(), customerId: z.string() }),
  example: { orderId: 'order_01JD0000000000000000000001', customerId: 'cust_01JD0000000000000000000001' },
});
