import type { Counter } from './counter.ts';
import { topOf } from './counter.ts';

/** Names what the lists are made by; changes whenever the same facts would give another list. */
export const MODEL_VERSION = 'co-purchase-1';

/** Why something is recommended; `detail` is for people, `code` for programs. */
export interface Reason {
  code: 'bought-together' | 'popular' | 'bought-before';
  detail: string;
}

/** One recommendation. `score` is between 0 and 1, higher is better. */
export interface Recommendation {
  sku: string;
  score: number;
  reason: Reason;
}

/** What is known of a candidate at this moment. */
export interface Offer {
  /** It is in the catalogue, not retired, and a thing rather than a service. */
  sellable: boolean;
  inStock: boolean;
}

/** Keeps two SKUs that met once from looking inseparable: as if each pair had been missed this many times more. */
const DAMPING = 3;
/** What only fills a list up, or is out of stock, weighs a tenth. */
const FILLER = 0.1;
const OUT_OF_STOCK = 0.1;

const orders = (count: number) => (count === 1 ? '1 order' : `${count} orders`);

/** The candidates worth looking at for one SKU's companions. */
export function companionSkus(companions: Counter, limit: number): string[] {
  return topOf(companions, limit).map(([sku]) => sku);
}

/**
 * What goes together with `sku`: orders that held both, over the geometric mean of the orders that held each (cosine), damped.
 * `popularity` must know `sku` and the candidates.
 */
export function boughtTogether(
  sku: string,
  companions: Counter,
  popularity: ReadonlyMap<string, { baskets: number }>,
  limit: number,
): Recommendation[] {
  const own = popularity.get(sku)?.baskets ?? 1;
  return topOf(companions, limit).map(([other, count]) => ({
    sku: other,
    score: Math.min(1, count / (Math.sqrt(own * (popularity.get(other)?.baskets ?? 1)) + DAMPING)),
    reason: { code: 'bought-together', detail: `Bought together with ${sku} in ${orders(count)}.` },
  }));
}

/** The shop's most bought, against the most bought of all. */
export function popular(top: readonly { sku: string; baskets: number }[]): Recommendation[] {
  const most = Math.max(1, ...top.map((entry) => entry.baskets));
  return top.map((entry) => ({
    sku: entry.sku,
    score: entry.baskets / most,
    reason: { code: 'popular', detail: `In ${orders(entry.baskets)}.` },
  }));
}

/** What the customer bought before, against what they bought most. */
export function boughtBefore(bought: Counter, limit: number): Recommendation[] {
  const top = topOf(bought, limit);
  const most = top[0]?.[1] ?? 1;
  return top.map(([sku, count]) => ({
    sku,
    score: count / most,
    reason: { code: 'bought-before', detail: `You bought it in ${orders(count)}.` },
  }));
}

/** The same recommendations as fillers of a list that something better begins. */
export function asFillers(recommendations: readonly Recommendation[]): Recommendation[] {
  return recommendations.map((entry) => ({ ...entry, score: entry.score * FILLER }));
}

/** The best `limit` of what may be offered now, each SKU once; equal scores by SKU, so that the same facts give the same list. */
export function rank(
  candidates: readonly Recommendation[],
  offers: ReadonlyMap<string, Offer>,
  limit: number,
): Recommendation[] {
  const best = new Map<string, Recommendation>();
  for (const candidate of candidates) {
    const offer = offers.get(candidate.sku);
    if (!offer?.sellable) continue;
    const weighed = candidate.score * (offer.inStock ? 1 : OUT_OF_STOCK);
    const score = Math.round(weighed * 10_000) / 10_000;
    if (score > (best.get(candidate.sku)?.score ?? -1)) best.set(candidate.sku, { ...candidate, score });
  }
  return [...best.values()].sort((a, b) => b.score - a.score || (a.sku < b.sku ? -1 : 1)).slice(0, limit);
}
