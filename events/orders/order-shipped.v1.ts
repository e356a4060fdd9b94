import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** The goods left the house with a delivery partner. */
export const OrderShipped = defineEvent({
  context: 'orders',
  name: 'OrderShipped',
  version: 1,
  data: z.object({
    orderId: z.string(),
    customerId: z.string(),
    deliveryId: z.string(),
    partner: z.string(),
    trackingNumber: z.string(),
  }),
  example: {
    orderId: 'order_01JD0000000000000000000001',
    customerId: 'cust_01JD0000000000000000000001',
    deliveryId: 'dlv_01JD0000000000000000000001',
    partner: 'sandbox',
    trackingNumber: 'SB0000000001',
  },
});
