import { boughtBefore, boughtTogether, companionSkus, type Recommendation } from './domain/ranking.ts';
import { readKnowledge } from './store.ts';

/** How many candidates are looked at for a list; enough to lose some that are not for sale. */
export const CANDIDATES = 30;

/** What was bought together with any of `skus`. */
export async function boughtWith(skus: readonly string[]): Promise<Recommendation[]> {
  const { companions } = await readKnowledge({ popularity: [], companions: skus, customers: [] });
  const others = [...companions.values()].flatMap((known) => companionSkus(known, CANDIDATES));
  if (others.length === 0) return [];
  const wanted = { popularity: [...new Set([...skus, ...others])], companions: [], customers: [] };
  const { popularity } = await readKnowledge(wanted);
  return [...companions].flatMap(([sku, known]) => boughtTogether(sku, known, popularity, CANDIDATES));
}

/** What a customer bought before. */
export async function boughtBy(customerId: string): Promise<Recommendation[]> {
  const { bought } = await readKnowledge({ popularity: [], companions: [], customers: [customerId] });
  const known = bought.get(customerId);
  return known ? boughtBefore(known, CANDIDATES) : [];
}
