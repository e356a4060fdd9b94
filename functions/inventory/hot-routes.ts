import * as z from 'zod';
import { defineRoute, instantSchema, quantitySchema, skuSchema } from '../../shared/platform/route.ts';

const rule = {
  from: instantSchema,
  to: instantSchema,
  perCustomer: quantitySchema.optional(),
  holdSeconds: z.int().min(1).max(3_600).default(120),
  lapses: z.int().min(1).max(100).default(2),
};

export const putHotSku = defineRoute({
  id: 'putHotSku',
  method: 'PUT',
  path: '/v1/admin/hot-skus/{sku}',
  access: ['staff'],
  summary: 'Sell a SKU to a line of buyers for a while: with limits for each of them, and short holds',
  params: z.strictObject({ sku: skuSchema }),
  body: z.strictObject(rule).refine(({ from, to }) => from < to, { path: ['to'], error: 'ends before it begins' }),
  replies: {
    200: z.strictObject({
      sku: z.string(),
      from: z.iso.datetime(),
      to: z.iso.datetime(),
      perCustomer: z.int().optional(),
      holdSeconds: z.int(),
      lapses: z.int(),
    }),
  },
  errors: ['catalog.unknown-sku', 'inventory.bundle'],
});
