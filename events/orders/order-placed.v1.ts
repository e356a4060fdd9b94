import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** An order was placed: stock is held for it. Amounts in minor units of `currency`. */
export const OrderPlaced = defineEvent({
  context: 'orders',
  name: 'OrderPlaced',
  version: 1,
  data: z.object({
    orderId: z.string(),
    customerId: z.string(),
    currency: z.string(),
    placedAt: z.iso.datetime(),
    subtotal: z.int(),
    discountTotal: z.int(),
    shipping: z.int(),
    tax: z.int(),
    total: z.int(),
    lines: z.array(
      z.object({
        sku: z.string(),
        quantity: z.int(),
        unitPrice: z.int(),
        gross: z.int(),
        discount: z.int(),
        net: z.int(),
        /** What a bundle's line is made of, and what of `net` each part earns. */
        parts: z.array(z.object({ sku: z.string(), quantity: z.int(), amount: z.int() })).optional(),
      }),
    ),
    promotions: z.array(z.object({ promotionId: z.string(), amount: z.int() })),
  }),
  example: {
    orderId: 'order_01JD0000000000000000000001',
    customerId: 'cust_01JD0000000000000000000001',
    currency: 'CNY',
    placedAt: '2026-11-21T08:00:00.000Z',
    subtotal: 9800,
    discountTotal: 980,
    shipping: 0,
    tax: 0,
    total: 8820,
    lines: [{ sku: 'TEA-01', quantity: 2, unitPrice: 4900, gross: 9800, discount: 980, net: 8820 }],
    promotions: [{ promotionId: 'promo_01JD0000000000000000000001', amount: 980 }],
  },
});
