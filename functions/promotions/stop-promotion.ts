/**
 * POST /v1/admin/promotions/{promotionId}/stop: ends a promotion for good, in one commit. Every quote and checkout that begins
 * after the answer is without it, and where it has an account no checkout that commits later gets it. Again: nothing changes.
 */
import { httpHandler } from '../../shared/platform/http.ts';
import { standingOf } from './domain/present.ts';
import { end } from './ending.ts';
import { knownPromotion } from './known-promotion.ts';
import { stopPromotion as route } from './routes.ts';

export const handler = httpHandler(route, async ({ params: { promotionId } }, run) => {
  const before = await knownPromotion(promotionId);
  return { status: 200, body: standingOf((await end(before, [], run)) ?? before) };
});
