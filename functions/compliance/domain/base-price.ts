import { type Instant, shift } from '../../../shared/kernel/time.ts';

/** One unit really sold: when, and what its buyer paid for it after all discounts (minor units). */
export interface Deal {
  at: Instant;
  price: number;
}

/** What was sold before a promotion: the lowest price of the seven days before it, and the last price of all. */
export interface DealsBefore {
  lowest7d: number | null;
  lastDeal: number | null;
}

const WINDOW_MS = 7 * 86_400_000;

/** The seven days that count for a promotion: from this instant, which is in, to its start, which is not. */
export function windowBefore(start: Instant): { from: Instant; to: Instant } {
  return { from: shift(start, -WINDOW_MS), to: shift(start, 0) };
}

/** What deals say about a promotion that starts at `start`; their order is of no matter, later ones do not count. */
export function dealsBefore(deals: readonly Deal[], start: Instant): DealsBefore {
  const { from, to } = windowBefore(start);
  const before = deals.map((deal) => ({ ...deal, at: shift(deal.at, 0) })).filter(({ at }) => at < to);
  const inWindow = before.filter(({ at }) => at >= from).map(({ price }) => price);
  const last = before.reduce<Deal | undefined>((latest, deal) => later(latest, deal), undefined);
  return { lowest7d: inWindow.length > 0 ? Math.min(...inWindow) : null, lastDeal: last?.price ?? null };
}

/** Of two deals at the same instant the lower one counts as the last: that is the safe side. */
function later(a: Deal | undefined, b: Deal): Deal {
  if (!a || b.at > a.at) return b;
  return b.at === a.at && b.price < a.price ? b : a;
}

/** The price that a reduction is counted from; null where nothing was ever sold: then nothing may be struck through. */
export function baselinePrice({ lowest7d, lastDeal }: DealsBefore): number | null {
  return lowest7d ?? lastDeal;
}

/** Labels under which a price is no former price of the shop's own, and is not compared with its deals. */
const NOT_OWN = new Set(['厂商建议零售价', '制造商建议零售价', 'MSRP', "manufacturer's suggested retail price"]);

/** True where the label says that the price is the manufacturer's suggestion. */
export function isSuggested(label: string | undefined): boolean {
  return label !== undefined && NOT_OWN.has(label);
}

/** How a compared price stands: it may be shown, it is above what was really paid, or there is nothing to compare with. */
export type Compared = 'true' | 'too-high' | 'no-deal';

/** Compares a price that is to be shown struck through with what was really paid. */
export function comparedPrice(compared: number, before: DealsBefore, label?: string): Compared {
  if (isSuggested(label)) return 'true';
  const base = baselinePrice(before);
  if (base === null) return 'no-deal';
  return compared <= base ? 'true' : 'too-high';
}
