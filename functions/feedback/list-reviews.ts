/** GET /v1/products/{sku}/reviews: a page of reviews, newest first, with the summary of them all. */
import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { present } from './domain/review.ts';
import { summaryOf } from './domain/summary.ts';
import { listReviews as route } from './routes.ts';
import { histogramOf, reviewsOf } from './store.ts';

export const handler = httpHandler(route, async ({ params: { sku }, query }) => {
  const list = `reviews/${sku}`;
  const from = await readCursor(list, query.cursor);
  const [{ reviews, lastKey }, histogram] = await Promise.all([reviewsOf(sku, query.limit, from), histogramOf(sku)]);
  const nextCursor = await writeCursor(list, lastKey);
  return { status: 200, body: { items: reviews.map(present), summary: summaryOf(histogram), nextCursor } };
});
