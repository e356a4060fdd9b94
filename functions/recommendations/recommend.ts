/** GET /v1/recommendations: bought together for a product or cart, one's own for reorder, else the shop's most bought. */
import { httpHandler } from '../../shared/platform/http.ts';
import type { Recommendation } from './domain/ranking.ts';
import {
  asFillers,
  boughtBefore,
  boughtTogether,
  companionSkus,
  MODEL_VERSION,
  popular,
  rank,
} from './domain/ranking.ts';
import { offersOf } from './offers.ts';
import { recommend as route } from './routes.ts';
import { mostBought, readKnowledge } from './store.ts';

/** How many candidates are looked at for a list; enough to lose some that are not for sale. */
const CANDIDATES = 30;

async function together(skus: readonly string[]): Promise<Recommendation[]> {
  const { companions } = await readKnowledge({ popularity: [], companions: skus, customers: [] });
  const others = [...companions.values()].flatMap((known) => companionSkus(known, CANDIDATES));
  if (others.length === 0) return [];
  const wanted = { popularity: [...new Set([...skus, ...others])], companions: [], customers: [] };
  const { popularity } = await readKnowledge(wanted);
  return [...companions].flatMap(([sku, known]) => boughtTogether(sku, known, popularity, CANDIDATES));
}

async function before(customerId: string): Promise<Recommendation[]> {
  const { bought } = await readKnowledge({ popularity: [], companions: [], customers: [customerId] });
  const known = bought.get(customerId);
  return known ? boughtBefore(known, CANDIDATES) : [];
}

export const handler = httpHandler(route, async ({ query, caller }) => {
  const { placement, sku: skus = [], limit } = query;
  const personal = placement === 'reorder' && query.personalised === 'true' && caller.roles.length > 0;
  const beside = placement === 'product' || placement === 'cart';
  const special = personal ? before(caller.id) : beside && skus.length > 0 ? together(skus) : [];
  const [first, top] = await Promise.all([special, mostBought(Math.max(CANDIDATES, limit + skus.length))]);
  const others = first.length > 0 ? asFillers(popular(top)) : popular(top);
  const candidates = [...first, ...others].filter(({ sku }) => !skus.includes(sku));
  const offers = await offersOf([...new Set(candidates.map(({ sku }) => sku))]);
  return { status: 200, body: { modelVersion: MODEL_VERSION, items: rank(candidates, offers, limit) } };
});
