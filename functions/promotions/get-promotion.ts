/** GET /v1/admin/promotions/{promotionId}: a promotion with its newest version. */
import { httpHandler } from '../../shared/platform/http.ts';
import { present } from './domain/present.ts';
import { knownPromotion } from './known-promotion.ts';
import { getPromotion as route } from './routes.ts';

export const handler = httpHandler(route, async ({ params: { promotionId } }) => ({
  status: 200,
  body: present(await knownPromotion(promotionId)),
}));
