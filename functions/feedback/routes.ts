import * as z from 'zod';
import { defineRoute, idSchema, pageOf, pageQuery, skuSchema } from '../../shared/platform/route.ts';

const rating = z.int().min(1).max(5);
const text = z.string().trim().min(1).max(2_000);
const images = z
  .array(z.url({ protocol: /^https$/ }).max(500))
  .min(1)
  .max(9);

/** A review as everybody may read it: nothing in it says who wrote it. */
const reviewReply = z.strictObject({
  reviewId: z.string(),
  sku: z.string(),
  rating,
  text: z.string().optional(),
  images: z.array(z.string()).optional(),
  publishedAt: z.string(),
});

/** All ratings of a product taken together; `average` has at most two decimals and is 0 when there are none. */
const summaryReply = z.strictObject({
  count: z.int(),
  average: z.number(),
  histogram: z.strictObject({ 1: z.int(), 2: z.int(), 3: z.int(), 4: z.int(), 5: z.int() }),
});

export const reviewOrderLine = defineRoute({
  id: 'reviewOrderLine',
  method: 'POST',
  path: '/v1/orders/{orderId}/reviews',
  access: ['customer'],
  summary: 'Review something one has bought and received',
  params: z.strictObject({ orderId: idSchema }),
  body: z.strictObject({ sku: skuSchema, rating, text: text.optional(), images: images.optional() }),
  replies: { 201: z.strictObject({ reviewId: z.string(), state: z.literal('published') }) },
  errors: ['orders.unknown-order', 'feedback.not-bought', 'feedback.not-delivered', 'feedback.already-reviewed'],
});

export const listReviews = defineRoute({
  id: 'listReviews',
  method: 'GET',
  path: '/v1/products/{sku}/reviews',
  access: 'public',
  summary: 'Read what buyers say of a product',
  params: z.strictObject({ sku: skuSchema }),
  query: z.strictObject(pageQuery),
  replies: { 200: pageOf(reviewReply).extend({ summary: summaryReply }) },
  errors: ['request.bad-cursor'],
});
