import * as z from 'zod';
import { defineEvent } from '../contract.ts';
import { exampleParts, partsSchema } from './parts.ts';

/**
 * Returned goods are back in the house, and `refundTotal` is owed for them: what they cost by their `parts`, less `lost`,
 * which a promotion's threshold takes (negative: gives); `lostTax` of that is tax. Minor units of `currency`.
 */
export const ReturnReceived = defineEvent({
  context: 'orders',
  name: 'ReturnReceived',
  version: 1,
  data: z.object({
    orderId: z.string(),
    customerId: z.string(),
    returnId: z.string(),
    locationId: z.string(),
    receivedAt: z.iso.datetime(),
    lines: z.array(z.object({ sku: z.string(), quantity: z.int(), condition: z.enum(['resaleable', 'damaged']) })),
    refundTotal: z.int(),
    currency: z.string(),
    parts: partsSchema,
    lost: z.int(),
    lostTax: z.int().optional(),
  }),
  example: {
    orderId: 'order_01JD0000000000000000000001',
    customerId: 'cust_01JD0000000000000000000001',
    returnId: 'return_01JD0000000000000000000001-1',
    locationId: 'main',
    receivedAt: '2026-11-23T10:00:00.000Z',
    lines: [{ sku: 'TEA-01', quantity: 1, condition: 'resaleable' }],
    refundTotal: 4410,
    currency: 'CNY',
    parts: exampleParts(1),
    lost: 0,
    lostTax: 0,
  },
});
