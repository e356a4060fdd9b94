/**
 * Hears which promotions visitors were shown, and counts a view for each session and day. Promise: a view counts once, however
 * often it is told; what names no promotion of ours counts nothing.
 */
import { PromotionsSeen } from '../../events/recommendations/promotions-seen.v1.ts';
import { batchConsumerHandler } from '../../shared/platform/consumer.ts';
import { shop } from '../../shared/platform/env.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import { knownAmong } from '../promotions/holds.ts';
import { commitCounted } from './commit-counted.ts';
import { dayPlace } from './domain/place.ts';
import { viewsIn } from './domain/view.ts';
import { newViews, putView } from './view-store.ts';

export const handler = batchConsumerHandler([PromotionsSeen], async (events, { now }) => {
  const views = viewsIn(
    events.flatMap(({ data }) => data.seen),
    now,
    shop.timeZone,
  );
  const known = await knownAmong(views.map(({ promotionId }) => promotionId));
  const ours = views.filter(({ promotionId }) => known.has(promotionId));
  await retryWhenChanged(async () => {
    const news = await newViews(ours);
    await commitCounted(
      news.map((view) => ({ name: view.sessionId, proof: putView(view), change: { [dayPlace(view)]: { views: 1 } } })),
    );
  });
  return { failed: [] };
});
