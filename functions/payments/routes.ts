import * as z from 'zod';
import { defineRoute, idSchema, pageOf, pageQuery } from '../../shared/platform/route.ts';

export const settleSandbox = defineRoute({
  id: 'settleSandbox',
  method: 'POST',
  path: '/v1/sandbox/payments/{paymentId}/settle',
  access: 'public',
  summary: 'Tell the sandbox provider how a pending payment ends',
  stages: ['local', 'dev'],
  params: z.strictObject({ paymentId: idSchema }),
  body: z.strictObject({ outcome: z.enum(['approve', 'decline']) }),
  replies: { 200: z.strictObject({ paymentId: z.string(), orderId: z.string(), status: z.string() }) },
  errors: ['payments.unknown-payment', 'payments.not-pending'],
});

export const receivePaymentWebhook = defineRoute({
  id: 'receivePaymentWebhook',
  method: 'POST',
  path: '/v1/webhooks/payments/{provider}',
  access: 'public',
  summary: "A payment provider's notification",
  raw: true,
  params: z.strictObject({ provider: idSchema }),
  query: z.record(z.string(), z.string()),
  replies: { 200: z.strictObject({ received: z.boolean() }) },
  errors: ['webhooks.bad-signature', 'webhooks.unknown-partner'],
});

export const retryRefund = defineRoute({
  id: 'retryRefund',
  method: 'POST',
  path: '/v1/admin/refunds/{refundId}/retry',
  access: ['staff'],
  summary: 'Ask the provider once more for a refund that failed',
  params: z.strictObject({ refundId: idSchema }),
  body: z.strictObject({}).optional(),
  replies: { 200: z.strictObject({ refundId: z.string(), orderId: z.string(), amount: z.int(), status: z.string() }) },
  errors: ['payments.unknown-refund', 'payments.provider-silent'],
});

const failedRefund = z.strictObject({
  refundId: z.string(),
  paymentId: z.string(),
  orderId: z.string(),
  amount: z.int(),
  currency: z.string(),
  status: z.literal('failed'),
  reason: z.enum(['cancelled', 'returned', 'late-money', 'goodwill']),
  failure: z.string(),
  askedAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
});

export const listRefunds = defineRoute({
  id: 'listRefunds',
  method: 'GET',
  path: '/v1/admin/refunds',
  access: ['staff'],
  summary: 'Refunds that failed and wait for somebody to retry them',
  query: z.strictObject({ ...pageQuery, status: z.literal('failed').default('failed') }),
  replies: { 200: pageOf(failedRefund) },
  errors: ['request.bad-cursor'],
});
