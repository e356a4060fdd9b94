/** GET /v1/recommendations: bought together for a product or cart, one's own for reorder, else the shop's most bought. */
import { httpHandler } from '../../shared/platform/http.ts';
import { boughtBy, boughtWith, CANDIDATES } from './candidates.ts';
import { asFillers, MODEL_VERSION, popular, rank } from './domain/ranking.ts';
import { offersOf } from './offers.ts';
import { recommend as route } from './routes.ts';
import { mostBought } from './store.ts';

export const handler = httpHandler(route, async ({ query, caller }) => {
  const { placement, sku: skus = [], limit } = query;
  const personal = placement === 'reorder' && query.personalised === 'true' && caller.roles.length > 0;
  const beside = placement === 'product' || placement === 'cart';
  const special = personal ? boughtBy(caller.id) : beside && skus.length > 0 ? boughtWith(skus) : [];
  const [first, top] = await Promise.all([special, mostBought(Math.max(CANDIDATES, limit + skus.length))]);
  const others = first.length > 0 ? asFillers(popular(top)) : popular(top);
  const candidates = [...first, ...others].filter(({ sku }) => !skus.includes(sku));
  const offers = await offersOf([...new Set(candidates.map(({ sku }) => sku))]);
  return { status: 200, body: { modelVersion: MODEL_VERSION, items: rank(candidates, offers, limit) } };
});
