import * as z from 'zod';
import { amountSchema, defineRoute, idSchema, instantSchema, skuSchema } from '../../shared/platform/route.ts';

const quantity = z.int().min(1).max(1_000_000);
const discount = z.strictObject({
  promotionId: idSchema,
  label: z.string().min(1).max(200),
  amount: amountSchema.min(1),
});
const lines = z
  .array(z.strictObject({ sku: skuSchema, quantity, unitPrice: amountSchema }))
  .min(1)
  .max(2_000);

const importReply = z.strictObject({ orderId: z.string(), total: z.int() });
const returnReply = z.strictObject({ returnId: z.string(), refundTotal: z.int() });

/** Lines of an order as they were sold: what was given on each is stated, not worked out again. */
const soldLines = z
  .array(
    z.strictObject({
      sku: skuSchema,
      quantity,
      unitPrice: amountSchema,
      discounts: z.array(discount).min(1).max(10).optional(),
    }),
  )
  .min(1)
  .max(2_000);

/** Takes over an order that was sold elsewhere. `source` and `externalId` name it: sent twice, it is there once. */
export const importOrder = defineRoute({
  id: 'importOrder',
  method: 'POST',
  path: '/v1/admin/imports/orders',
  access: ['staff'],
  summary: 'Take over an order sold elsewhere',
  body: z.strictObject({
    source: idSchema,
    externalId: idSchema,
    placedAt: instantSchema,
    customerRef: idSchema.optional(),
    currency: z.string().regex(/^[A-Z]{3}$/),
    lines: soldLines,
    couponCodes: z.array(z.string().min(1).max(64)).max(100).optional(),
  }),
  replies: { 201: importReply, 200: importReply },
  errors: ['catalog.unknown-sku', 'orders.wrong-currency', 'orders.amount-too-large', 'orders.discount-exceeds-line'],
});

/** Takes over a return of an imported order, which `source` and `orderExternalId` name; `externalId` is the return's own. */
export const importReturn = defineRoute({
  id: 'importReturn',
  method: 'POST',
  path: '/v1/admin/imports/returns',
  access: ['staff'],
  summary: 'Take over a return of an imported order',
  body: z.strictObject({
    source: idSchema,
    externalId: idSchema,
    orderExternalId: idSchema,
    returnedAt: instantSchema,
    lines,
  }),
  replies: { 201: returnReply, 200: returnReply },
  errors: ['orders.unknown-order', 'orders.not-imported', 'orders.return-exceeds-purchase'],
});
