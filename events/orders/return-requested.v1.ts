import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** A buyer wants to bring goods back. `refundTotal` is what he was told, in minor units of `currency`. */
export const ReturnRequested = defineEvent({
  context: 'orders',
  name: 'ReturnRequested',
  version: 1,
  data: z.object({
    orderId: z.string(),
    customerId: z.string(),
    returnId: z.string(),
    lines: z.array(z.object({ sku: z.string(), quantity: z.int() })),
    refundTotal: z.int(),
    currency: z.string(),
  }),
  example: {
    orderId: 'order_01JD0000000000000000000001',
    customerId: 'cust_01JD0000000000000000000001',
    returnId: 'return_01JD0000000000000000000001-1',
    lines: [{ sku: 'TEA-01', quantity: 1 }],
    refundTotal: 4410,
    currency: 'CNY',
  },
});
