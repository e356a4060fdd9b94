import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** A part of the order's goods left the house with a delivery partner; OrderShipped tells of the last part. */
export const OrderPartShipped = defineEvent({
  context: 'orders',
  name: 'OrderPartShipped',
  version: 1,
  data: z.object({
    orderId: z.string(),
    customerId: z.string(),
    deliveryId: z.string(),
    partner: z.string(),
    trackingNumber: z.string(),
    /** A SKU stands here once for each location it left from. */
    lines: z.array(z.object({ sku: z.string(), quantity: z.int() })),
  }),
  example: {
    orderId: 'order_01JD0000000000000000000001',
    customerId: 'cust_01JD0000000000000000000001',
    deliveryId: 'dlv_01JD0000000000000000000001',
    partner: 'sandbox',
    trackingNumber: 'SB0000000001',
    lines: [{ sku: 'TEA-01', quantity: 1 }],
  },
});
