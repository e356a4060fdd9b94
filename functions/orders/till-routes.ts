import * as z from 'zod';
import {
  amountSchema,
  defineRoute,
  idSchema,
  instantSchema,
  quantitySchema,
  skuSchema,
} from '../../shared/platform/route.ts';

const range = z.strictObject({ from: z.int(), to: z.int() });
const standing = { tillId: z.string(), missing: z.array(range) };
const sequence = z.int().min(1).max(1_000_000_000_000);

const sale = z.strictObject({
  sequence,
  soldAt: instantSchema,
  customerId: idSchema.optional(),
  lines: z
    .array(z.strictObject({ sku: skuSchema, quantity: quantitySchema, unitPrice: amountSchema }))
    .min(1)
    .max(500),
  coupons: z
    .array(z.strictObject({ code: z.string().min(1).max(64), amount: amountSchema }))
    .max(20)
    .refine((coupons) => new Set(coupons.map(({ code }) => code.trim().toUpperCase())).size === coupons.length, {
      error: 'a code is taken once',
    })
    .optional(),
  payments: z
    .array(z.strictObject({ method: idSchema, amount: amountSchema, reference: idSchema.optional() }))
    .min(1)
    .max(10),
});

/**
 * Takes over what was sold and paid at a till, some sales at a time: late, again and out of order as a network cut has it.
 * `tillId` and `sequence` name a sale: told twice, it is there once.
 */
export const recordTillOrders = defineRoute({
  id: 'recordTillOrders',
  method: 'POST',
  path: '/v1/admin/till/orders',
  access: ['staff'],
  summary: 'Take over what was sold and paid at a till',
  body: z.strictObject({
    tillId: idSchema,
    locationId: idSchema,
    currency: z.string().regex(/^[A-Z]{3}$/),
    orders: z.array(sale).min(1).max(25),
  }),
  replies: {
    200: z.strictObject({
      ...standing,
      items: z.array(
        z.strictObject({
          sequence,
          orderId: z.string().optional(),
          total: z.int().optional(),
          outcome: z.enum(['recorded', 'known', 'refused']),
          code: z.string().optional(),
          /** Coupons that should not have been taken; the sale stands. */
          flags: z.array(z.strictObject({ code: z.string(), reason: z.string() })).optional(),
        }),
      ),
    }),
  },
  errors: ['orders.wrong-currency', 'inventory.unknown-location'],
});

/** What a till has told, and what is missing in between. */
export const getTill = defineRoute({
  id: 'getTill',
  method: 'GET',
  path: '/v1/admin/tills/{tillId}',
  access: ['staff'],
  summary: 'Which sales of a till were told, and which are missing',
  params: z.strictObject({ tillId: idSchema }),
  replies: { 200: z.strictObject({ ...standing, told: z.array(range) }) },
});
