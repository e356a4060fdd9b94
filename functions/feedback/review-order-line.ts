/** POST /v1/orders/{orderId}/reviews: the buyer's review, its mark on the line and the product's summary, in one commit. */
import { ReviewPublished } from '../../events/feedback/review-published.v1.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { announce } from '../../shared/platform/outbox.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { findOrder } from '../orders/holds.ts';
import { assertReviewable } from './domain/review.ts';
import { reviewOrderLine as route } from './routes.ts';
import { publish } from './store.ts';

const reviewedBefore = () =>
  new DomainError('conflict', 'feedback.already-reviewed', 'This product of the order was reviewed already.');

export const handler = httpHandler(route, async ({ params: { orderId }, body, caller }, run) => {
  const { sku, rating } = body;
  assertReviewable(await findOrder(orderId), caller.id, sku);
  const reviewId = run.newId('review');
  const data = { reviewId, orderId, sku, rating, customerId: caller.id };
  await commit([
    ...publish({ ...body, reviewId, orderId, publishedAt: run.now }, reviewedBefore),
    announce(ReviewPublished, { subject: sku, data }, run),
  ]);
  return { status: 201, body: { reviewId, state: 'published' } };
});
