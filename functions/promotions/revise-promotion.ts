/** PUT /v1/admin/promotions/{promotionId}: drafts its next version. The live version stays live until that is published. */
import { httpHandler } from '../../shared/platform/http.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { definitionOf } from './domain/definition.ts';
import { revise } from './domain/lifecycle.ts';
import { standingOf } from './domain/present.ts';
import { refuseUnknownGoods } from './known-goods.ts';
import { changedMeanwhile, knownPromotion } from './known-promotion.ts';
import { revisePromotion as route } from './routes.ts';
import { putPromotion, putVersion } from './store.ts';

export const handler = httpHandler(route, async ({ params: { promotionId }, body }) => {
  const promotion = revise(await knownPromotion(promotionId), definitionOf(body));
  await refuseUnknownGoods(promotion.definition);
  await commit([putPromotion(promotion, changedMeanwhile), putVersion(promotion)]);
  return { status: 200, body: standingOf(promotion) };
});
