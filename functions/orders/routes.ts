import * as z from 'zod';
import { defineRoute, idSchema, pageOf, pageQuery } from '../../shared/platform/route.ts';
import { STATUSES } from './domain/order.ts';
import { admission, cartBody, order, placed, promotions, quotedLine, summary, totals } from './schemas.ts';

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
  replies: { 200: z.strictObject({ ...totals, lines: z.array(quotedLine), promotions }) },
  errors: [
    'inventory.unknown-location',
    'catalog.unknown-sku',
    'orders.amount-too-large',
    'law.default-ticked',
    'law.extra-charge',
  ],
});

export const placeOrder = defineRoute({
  id: 'placeOrder',
  method: 'POST',
  path: '/v1/orders',
  access: buyers,
  summary: 'Place an order: hold stock and start the payment, in one commit',
  idempotent: true,
  body: cartBody.extend({
    payment: paymentChoice,
    expectedTotal: z.int().min(0).optional(),
    /** Who brought the buyer: for a first order. */
    referralCode: z.string().min(1).max(64).optional(),
  }),
  replies: { 201: placed, 202: admission },
  errors: [
    'orders.hold-limit',
    'orders.too-many-for-line',
    'catalog.unknown-sku',
    'inventory.unknown-location',
    'inventory.sold-out',
    'orders.total-changed',
    'orders.no-group-price',
    'orders.no-group-in-line',
    'group-buys.unknown',
    'group-buys.full',
    'group-buys.over',
    'group-buys.already-member',
    'orders.amount-too-large',
    'law.default-ticked',
    'law.extra-charge',
    'promotions.coupon-used',
    'promotions.budget-gone',
    'promotions.stopped',
    'promotions.too-many-wrong-codes',
    'referrals.unknown-code',
    'referrals.own-code',
    'referrals.ended',
    'referrals.limit-reached',
    'referrals.not-first-order',
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
