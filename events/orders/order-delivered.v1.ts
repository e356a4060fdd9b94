import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** The goods reached the buyer, by the partner's clock. */
export const OrderDelivered = defineEvent({
  context: 'orders',
  name: 'OrderDelivered',
  version: 1,
  data: z.object({ orderId: z.string(), customerId: z.string(), deliveredAt: z.iso.datetime() }),
  example: {
    orderId: 'order_01JD0000000000000000000001',
    customerId: 'cust_01JD0000000000000000000001',
    deliveredAt: '2026-11-22T10:00:00.000Z',
  },
});
