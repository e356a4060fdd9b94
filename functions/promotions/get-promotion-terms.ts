/**
 * GET /v1/promotions/{promotionId}/terms: the rules of a promotion as its buyers read them, by version. What has not begun is
 * not told: a future promotion is a secret.
 */
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { getPromotionTerms as route } from './routes.ts';
import { termsShown } from './terms-store.ts';

export const handler = httpHandler(route, async ({ params: { promotionId }, query: { version } }, run) => {
  const items = (await termsShown(promotionId, version)).filter(({ validFrom }) => validFrom <= run.now);
  if (items.length === 0) throw new DomainError('not-found', 'promotions.unknown', 'There is no such promotion.');
  return { status: 200, body: { promotionId, items } };
});
