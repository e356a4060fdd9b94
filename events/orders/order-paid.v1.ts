import * as z from 'zod';
import { defineEvent } from '../contract.ts';
import { exampleParts, partsSchema } from './parts.ts';

/** The order's total was captured. */
export const OrderPaid = defineEvent({
  context: 'orders',
  name: 'OrderPaid',
  version: 1,
  data: z.object({
    orderId: z.string(),
    customerId: z.string(),
    currency: z.string(),
    total: z.int(),
    paidAt: z.iso.datetime(),
    lines: z.array(z.object({ sku: z.string(), quantity: z.int(), net: z.int() })),
    /** How `total` comes about, and whose payment it was. */
    parts: partsSchema.optional(),
    paymentId: z.string().optional(),
    provider: z.string().optional(),
    /** What the same cart would have cost anybody, where the price was for some customers only. */
    anonymousTotal: z.int().optional(),
    /** The group that it has a place in. */
    groupId: z.string().optional(),
  }),
  example: {
    orderId: 'order_01JD0000000000000000000001',
    customerId: 'cust_01JD0000000000000000000001',
    currency: 'CNY',
    total: 8820,
    paidAt: '2026-11-21T08:00:01.000Z',
    lines: [{ sku: 'TEA-01', quantity: 2, net: 8820 }],
    parts: exampleParts(2),
    paymentId: 'pay_01JD0000000000000000000001',
    provider: 'sandbox',
  },
});
