import * as z from 'zod';
import { defineRoute, idSchema, quantitySchema, skuSchema } from '../../shared/platform/route.ts';

const params = z.strictObject({ orderId: idSchema });
const buyers = ['customer', 'staff'] as const;
const line = z.strictObject({ sku: skuSchema, quantity: quantitySchema });
const condition = z.enum(['resaleable', 'damaged']);

/** Goods to bring back: at most 25 products in one return, since its receipt is one transaction. */
const body = z.strictObject({ lines: z.array(line).min(1).max(25), reason: z.string().min(1).max(500) });

const quote = z.strictObject({
  refundTotal: z.int(),
  lines: z.array(z.strictObject({ sku: z.string(), quantity: z.int(), refund: z.int() })),
  policy: z.enum(['keep', 'reprice', 'claw-back']),
  lost: z.int(),
  noReasonUntil: z.iso.datetime().optional(),
});

const requested = z.strictObject({ returnId: z.string(), status: z.literal('REQUESTED'), refundTotal: z.int() });

/** A return as its buyer and staff see it. */
const whole = z.strictObject({
  returnId: z.string(),
  orderId: z.string(),
  status: z.enum(['REQUESTED', 'RECEIVED', 'REFUNDED']),
  lines: z.array(z.strictObject({ sku: z.string(), quantity: z.int() })),
  reason: z.string(),
  refundTotal: z.int(),
  requestedAt: z.iso.datetime(),
  received: z.array(z.strictObject({ sku: z.string(), quantity: z.int(), condition })).optional(),
  locationId: z.string().optional(),
  receivedAt: z.iso.datetime().optional(),
  version: z.int(),
});

const errors = [
  'orders.unknown-order',
  'orders.not-returnable',
  'orders.return-exceeds-purchase',
  'orders.return-too-large',
];

export const quoteReturn = defineRoute({
  id: 'quoteReturn',
  method: 'POST',
  path: '/v1/orders/{orderId}/returns/quote',
  access: buyers,
  summary: 'What would be paid back for goods, before the buyer decides',
  params,
  body,
  replies: { 200: quote },
  errors,
});

export const requestReturn = defineRoute({
  id: 'requestReturn',
  method: 'POST',
  path: '/v1/orders/{orderId}/returns',
  access: buyers,
  summary: 'Ask to bring goods back',
  idempotent: true,
  params,
  body,
  replies: { 201: requested },
  errors: [...errors, 'orders.too-many-returns'],
});

export const listReturns = defineRoute({
  id: 'listReturns',
  method: 'GET',
  path: '/v1/orders/{orderId}/returns',
  access: buyers,
  summary: 'The returns of an order, oldest first',
  params,
  replies: { 200: z.strictObject({ items: z.array(whole) }) },
  errors: ['orders.unknown-order'],
});

export const receiveReturn = defineRoute({
  id: 'receiveReturn',
  method: 'POST',
  path: '/v1/admin/returns/{returnId}/receive',
  access: ['staff'],
  summary: 'Take returned goods back into the house, at any place that takes returns, and pay them back',
  params: z.strictObject({ returnId: idSchema }),
  body: z.strictObject({
    lines: z.array(line.extend({ condition })).min(1).max(50),
    locationId: idSchema.optional(),
  }),
  replies: { 200: whole },
  errors: [
    'orders.unknown-return',
    'orders.return-received',
    'orders.return-exceeds-request',
    'inventory.unknown-location',
  ],
});

/** Units from number to number, both included, that cost the same; amounts of each. */
const alike = z.strictObject({
  from: z.int(),
  to: z.int(),
  net: z.int(),
  grants: z.array(z.strictObject({ promotionId: z.string(), version: z.int(), funder: z.string(), amount: z.int() })),
  shipping: z.int(),
  tax: z.int(),
});

export const getLedger = defineRoute({
  id: 'getLedger',
  method: 'GET',
  path: '/v1/admin/orders/{orderId}/ledger',
  access: ['staff'],
  summary: 'What each unit of an order cost, and who gave what of its discounts',
  params,
  replies: {
    200: z.strictObject({
      orderId: z.string(),
      currency: z.string(),
      lines: z.array(z.strictObject({ sku: z.string(), quantity: z.int(), unitPrice: z.int(), units: z.array(alike) })),
    }),
  },
  errors: ['orders.unknown-order'],
});
