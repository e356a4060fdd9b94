/**
 * POST /v1/admin/promotions/{promotionId}/publish: makes the newest version live, issues its coupon code and announces it,
 * in one commit. Every quote and checkout that begins after the answer sees it. Again: nothing changes.
 */
import { PromotionPublished } from '../../events/promotions/promotion-published.v1.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { announce } from '../../shared/platform/outbox.ts';
import { commitLive } from './commit-live.ts';
import { publish } from './domain/lifecycle.ts';
import { standingOf } from './domain/present.ts';
import { changedMeanwhile, knownPromotion } from './known-promotion.ts';
import { passChecks } from './publish-checks.ts';
import { publishPromotion as route } from './routes.ts';
import { putPromotion, putPublished } from './store.ts';
import { putTerms } from './terms-store.ts';
import { putCoupon } from './usage.ts';

export const handler = httpHandler(route, async ({ params: { promotionId }, body, caller }, run) => {
  const before = await knownPromotion(promotionId);
  const promotion = publish(before);
  if (!promotion) return { status: 200, body: standingOf(before) };
  const { kind, coupon, validTo } = promotion.definition;
  const data = { promotionId, version: promotion.version, kind };
  const passed = await passChecks({ promotion, caller, override: body?.override }, run);
  const published = { ...promotion.definition, promotionId, version: promotion.version };
  const actions = [
    putPromotion(promotion, changedMeanwhile),
    ...passed,
    ...(coupon?.code ? [putCoupon({ code: coupon.code, promotionId, validTo }, run.now)] : []),
    putPublished(promotion),
    putTerms(promotion, run.now),
    announce(PromotionPublished, { subject: promotionId, data }, run),
  ];
  await commitLive({ promotionId, published }, actions, run);
  return { status: 200, body: standingOf(promotion) };
});
