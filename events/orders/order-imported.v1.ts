import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** An order sold elsewhere was taken over. Amounts in minor units of `currency`; `units` counts all pieces of all lines. */
export const OrderImported = defineEvent({
  context: 'orders',
  name: 'OrderImported',
  version: 1,
  data: z.object({
    orderId: z.string(),
    source: z.string(),
    externalId: z.string(),
    placedAt: z.iso.datetime(),
    currency: z.string(),
    customerId: z.string().optional(),
    gross: z.int(),
    /** What was given on the lines, where anything was: less by that much was paid. */
    discount: z.int().optional(),
    units: z.int(),
    /** The distinct SKUs of the order. */
    skus: z.array(z.string()).max(500),
  }),
  example: {
    orderId: 'order_01JD0000000000000000000002',
    source: 'uci-online-retail',
    externalId: '536365',
    placedAt: '2010-12-01T08:26:00.000Z',
    currency: 'GBP',
    customerId: 'cust_17850',
    gross: 13912,
    units: 40,
    skus: ['85123A', '71053'],
  },
});
