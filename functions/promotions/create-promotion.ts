/** POST /v1/admin/promotions: drafts a promotion. Nobody gets it until it is published. */
import { httpHandler } from '../../shared/platform/http.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { definitionOf } from './domain/definition.ts';
import { draft } from './domain/lifecycle.ts';
import { standingOf } from './domain/present.ts';
import { refuseUnknownGoods } from './known-goods.ts';
import { changedMeanwhile } from './known-promotion.ts';
import { createPromotion as route } from './routes.ts';
import { putPromotion, putVersion } from './store.ts';

export const handler = httpHandler(route, async ({ body }, run) => {
  const promotion = draft(run.newId('promotion'), definitionOf(body), run.now);
  await refuseUnknownGoods(promotion.definition);
  await commit([putPromotion(promotion, changedMeanwhile), putVersion(promotion)]);
  return { status: 201, body: standingOf(promotion) };
});
