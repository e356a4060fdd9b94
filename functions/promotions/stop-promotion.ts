/**
 * POST /v1/admin/promotions/{promotionId}/stop: ends a promotion for good, in one commit. Every quote and checkout that
 * begins after the answer is without it. Again: nothing changes.
 */
import { PromotionStopped } from '../../events/promotions/promotion-stopped.v1.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { announce } from '../../shared/platform/outbox.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { stop } from './domain/lifecycle.ts';
import { standingOf } from './domain/present.ts';
import { changedMeanwhile, knownPromotion } from './known-promotion.ts';
import { stopPromotion as route } from './routes.ts';
import { putPromotion, raiseHead, removePublished } from './store.ts';

export const handler = httpHandler(route, async ({ params: { promotionId } }, run) => {
  const before = await knownPromotion(promotionId);
  const promotion = stop(before, run.now);
  if (!promotion) return { status: 200, body: standingOf(before) };
  const data = { promotionId, version: before.liveVersion ?? before.version, kind: promotion.definition.kind };
  await commit([
    putPromotion(promotion, changedMeanwhile),
    removePublished(promotionId),
    raiseHead(),
    announce(PromotionStopped, { subject: promotionId, data }, run),
  ]);
  return { status: 200, body: standingOf(promotion) };
});
