import { boughtBefore, boughtTogether, companionSkus, type Recommendation } from './domain/ranking.ts';
import { readKnowledge } from './store.ts';

/** How many candidates are looked at for a list; enough to lose some that are not for sale. */
export const CANDIDATES = 30;

/** What was bought together with any of `skus`. */
export async function boughtWith(skus: readonly string[]): Promise<Recommendation[]> {
  const own = await readKnowledge({ skus });
  const others = [...own.skus.values()].flatMap(({ companions }) => companionSkus(companions, CANDIDATES));
  if (others.length === 0) return [];
  const beside = await readKnowledge({ skus: [...new Set(others)] });
  const popularity = new Map([...beside.skus, ...own.skus]);
  return [...own.skus].flatMap(([sku, { companions }]) => boughtTogether(sku, companions, popularity, CANDIDATES));
}

/** What a customer bought before. */
export async function boughtBy(customerId: string): Promise<Recommendation[]> {
  const known = (await readKnowledge({ customers: [customerId] })).customers.get(customerId);
  return known ? boughtBefore(known.bought, CANDIDATES) : [];
}
