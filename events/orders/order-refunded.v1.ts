import * as z from 'zod';
import { CHANNELS, defineEvent } from '../contract.ts';

/** Money went back to the buyer. `amount` in minor units of `currency`. */
export const OrderRefunded = defineEvent({
  context: 'orders',
  name: 'OrderRefunded',
  version: 1,
  data: z.object({
    orderId: z.string(),
    customerId: z.string(),
    refundId: z.string(),
    amount: z.int(),
    currency: z.string(),
    refundedAt: z.iso.datetime(),
    channel: z.enum(CHANNELS),
    lines: z.array(z.object({ sku: z.string(), quantity: z.int(), amount: z.int() })),
    /** Whose money it was; an imported order's is nowhere with a provider of ours. */
    paymentId: z.string().optional(),
    provider: z.string().optional(),
    reason: z.enum(['cancelled', 'returned', 'late-money', 'goodwill', 'imported']).optional(),
  }),
  example: {
    orderId: 'order_01JD0000000000000000000001',
    customerId: 'cust_01JD0000000000000000000001',
    refundId: 'refund_01JD0000000000000000000001',
    amount: 8820,
    currency: 'CNY',
    refundedAt: '2026-11-23T10:00:00.000Z',
    channel: 'web',
    lines: [{ sku: 'TEA-01', quantity: 2, amount: 8820 }],
    paymentId: 'pay_01JD0000000000000000000001',
    provider: 'sandbox',
    reason: 'cancelled',
  },
});
