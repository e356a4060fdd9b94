import * as z from 'zod';
import { defineEvent } from '../contract.ts';
import { exampleParts, partsSchema } from './parts.ts';

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
    cancelledAt: z.iso.datetime().optional(),
    /** How `total` came about, where it was paid. */
    parts: partsSchema.optional(),
  }),
  example: {
    orderId: 'order_01JD0000000000000000000001',
    customerId: 'cust_01JD0000000000000000000001',
    wasPaid: true,
    total: 8820,
    currency: 'CNY',
    cancelledAt: '2026-11-21T09:00:00.000Z',
    parts: exampleParts(2),
  },
});
