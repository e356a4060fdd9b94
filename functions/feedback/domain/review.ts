import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Instant } from '../../../shared/kernel/time.ts';

/** A rating in whole stars. */
export type Rating = 1 | 2 | 3 | 4 | 5;

/** A buyer's review of one SKU of an order. */
export interface Review {
  reviewId: string;
  orderId: string;
  sku: string;
  rating: number;
  text?: string;
  images?: string[];
  publishedAt: Instant;
}

/** What a review needs to know of the order. */
export interface ReviewableOrder {
  customerId: string;
  status: string;
  lines: readonly { sku: string }[];
}

const RECEIVED = new Set(['DELIVERED', 'COMPLETED']);

/** Lets only the buyer review, only what the order holds, and only what has arrived. Another's order is not there at all. */
export function assertReviewable(order: ReviewableOrder | undefined, customerId: string, sku: string): void {
  if (order?.customerId !== customerId)
    throw new DomainError('not-found', 'orders.unknown-order', 'There is no such order.');
  if (!order.lines.some((line) => line.sku === sku))
    throw new DomainError('not-found', 'feedback.not-bought', 'The order does not hold this product.');
  if (!RECEIVED.has(order.status))
    throw new DomainError('conflict', 'feedback.not-delivered', 'The order has not arrived yet.');
}

/** A review as everybody may read it: without order and buyer. */
export function present({ reviewId, sku, rating, text, images, publishedAt }: Review) {
  return { reviewId, sku, rating, text, images, publishedAt };
}
