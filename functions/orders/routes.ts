import * as z from 'zod';
import { CHANNELS } from '../../events/contract.ts';
import { defineRoute, idSchema, pageOf, pageQuery, quantitySchema, skuSchema } from '../../shared/platform/route.ts';
import { STATUSES } from './domain/order.ts';

const text = z.string().min(1).max(200);
const address = z.strictObject({
  name: text.optional(),
  phone: z.string().max(32).optional(),
  country: text.optional(),
  region: text.optional(),
  city: text.optional(),
  district: text.optional(),
  street: text.optional(),
  postcode: z.string().max(16).optional(),
});
const delivery = z
  .strictObject({ method: z.enum(['ship', 'pickup']), locationId: idSchema.optional(), address: address.optional() })
  .refine(({ method, locationId }) => method === 'ship' || locationId !== undefined, {
    path: ['locationId'],
    error: 'pick-up needs a location',
  });

/** The cart: what a quote and an order have in common. */
export const cartBody = z.strictObject({
  channel: z.enum(CHANNELS),
  lines: z
    .array(z.strictObject({ sku: skuSchema, quantity: quantitySchema }))
    .min(1)
    .max(500),
  couponCodes: z.array(z.string().min(1).max(64)).max(20).optional(),
  pointsToUse: z.int().min(0).max(0).optional(),
  delivery: delivery.optional(),
});

const amount = z.int();
const discount = z.strictObject({ promotionId: z.string(), label: z.string(), amount });
const pricedLine = z.strictObject({
  sku: z.string(),
  quantity: z.int(),
  unitPrice: amount,
  gross: amount,
  discounts: z.array(discount),
  net: amount,
});
const promotions = z.strictObject({
  applied: z.array(discount),
  rejected: z.array(z.strictObject({ promotionId: z.string(), code: z.string(), detail: z.string() })),
  hints: z.array(z.strictObject({ promotionId: z.string(), label: z.string(), missing: amount })),
});
const totals = {
  currency: z.string(),
  subtotal: amount,
  discountTotal: amount,
  shipping: amount,
  tax: amount,
  total: amount,
};
const payment = z.strictObject({
  paymentId: z.string(),
  provider: z.string(),
  status: z.string(),
  clientParams: z.record(z.string(), z.string()).optional(),
});
const placed = z.strictObject({
  orderId: z.string(),
  status: z.enum(STATUSES),
  total: amount,
  currency: z.string(),
  lines: z.array(pricedLine),
  promotions,
  payment,
  expiresAt: z.iso.datetime().optional(),
});
const order = placed.extend({
  customerId: z.string(),
  channel: z.enum(CHANNELS),
  placedAt: z.iso.datetime(),
  subtotal: amount,
  discountTotal: amount,
  shipping: amount,
  tax: amount,
  delivery: z.strictObject({ method: z.enum(['ship', 'pickup']), locationId: z.string().optional() }),
  deliveryId: z.string().optional(),
  refundTotal: amount.optional(),
  imported: z.strictObject({ source: z.string(), externalId: z.string() }).optional(),
  version: z.int(),
});
const summary = z.strictObject({
  orderId: z.string(),
  customerId: z.string(),
  channel: z.enum(CHANNELS),
  status: z.enum(STATUSES),
  total: amount,
  currency: z.string(),
  placedAt: z.iso.datetime(),
  units: z.int(),
});
const params = z.strictObject({ orderId: idSchema });
const paymentChoice = z.strictObject({ provider: idSchema, token: z.string().min(1).max(500).optional() });
const buyers = ['customer', 'staff'] as const;

export const quoteCart = defineRoute({
  id: 'quoteCart',
  method: 'POST',
  path: '/v1/quotes',
  access: 'optional',
  summary: 'Price a cart',
  body: cartBody,
  replies: { 200: z.strictObject({ ...totals, lines: z.array(pricedLine), promotions }) },
  errors: ['catalog.unknown-sku'],
});

export const placeOrder = defineRoute({
  id: 'placeOrder',
  method: 'POST',
  path: '/v1/orders',
  access: buyers,
  summary: 'Place an order: hold stock and start the payment, in one commit',
  idempotent: true,
  body: cartBody.extend({ payment: paymentChoice, expectedTotal: z.int().min(0).optional() }),
  replies: { 201: placed },
  errors: [
    'catalog.unknown-sku',
    'inventory.sold-out',
    'orders.total-changed',
    'promotions.coupon-used',
    'promotions.budget-gone',
    'payments.unknown-provider',
  ],
});

export const payOrder = defineRoute({
  id: 'payOrder',
  method: 'POST',
  path: '/v1/orders/{orderId}/payments',
  access: buyers,
  summary: 'Pay a held order another way, after a decline',
  idempotent: true,
  params,
  body: z.strictObject({ payment: paymentChoice }),
  replies: { 201: placed },
  errors: ['orders.unknown-order', 'orders.not-payable', 'payments.unknown-provider'],
});

export const getOrder = defineRoute({
  id: 'getOrder',
  method: 'GET',
  path: '/v1/orders/{orderId}',
  access: buyers,
  summary: 'See one order',
  params,
  replies: { 200: order },
  errors: ['orders.unknown-order'],
});

export const listOrders = defineRoute({
  id: 'listOrders',
  method: 'GET',
  path: '/v1/orders',
  access: buyers,
  summary: "The caller's orders, newest first",
  query: z.strictObject(pageQuery),
  replies: { 200: pageOf(summary) },
  errors: ['request.bad-cursor'],
});

export const listOrdersByStatus = defineRoute({
  id: 'listOrdersByStatus',
  method: 'GET',
  path: '/v1/admin/orders',
  access: ['staff'],
  summary: 'Orders in a status, newest first',
  query: z.strictObject({ ...pageQuery, status: z.enum(STATUSES) }),
  replies: { 200: pageOf(summary) },
  errors: ['request.bad-cursor'],
});

export const countOrders = defineRoute({
  id: 'countOrders',
  method: 'GET',
  path: '/v1/admin/order-counts',
  access: ['staff'],
  summary: 'How many orders are in each status, each counted up to 1,000',
  replies: { 200: z.strictObject({ items: z.array(z.strictObject({ status: z.enum(STATUSES), count: z.int() })) }) },
});

export const cancelOrder = defineRoute({
  id: 'cancelOrder',
  method: 'POST',
  path: '/v1/orders/{orderId}/cancel',
  access: buyers,
  summary: 'Cancel an order; a paid one is refunded',
  idempotent: true,
  params,
  body: z.strictObject({}).optional(),
  replies: { 200: order },
  errors: ['orders.unknown-order', 'orders.not-cancellable'],
});

export const getOrderStory = defineRoute({
  id: 'getOrderStory',
  method: 'GET',
  path: '/v1/orders/{orderId}/story',
  access: buyers,
  summary: 'Every step of an order: when, who, which event, which request',
  params,
  replies: {
    200: z.strictObject({
      orderId: z.string(),
      status: z.enum(STATUSES),
      steps: z.array(
        z.strictObject({
          step: z.string(),
          at: z.iso.datetime(),
          actor: z.string(),
          event: z.string().optional(),
          correlationId: z.string().optional(),
        }),
      ),
    }),
  },
  errors: ['orders.unknown-order'],
});
