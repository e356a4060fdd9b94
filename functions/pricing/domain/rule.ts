import { percentOf } from '../../../shared/kernel/money.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import { freshOf, type Market, medianOf } from './market.ts';

/** Prices that look a certain way: the nearest amount that ends so, e.g. `{ step: 1000, ending: 990 }` for 9.90, 19.90. */
export interface Ending {
  step: number;
  ending: number;
}

/** How a rule finds a price. */
export type Method =
  | { kind: 'cost-plus'; percent: number }
  | { kind: 'market-index'; percent: number; maxAgeDays: number; leastCompetitors: number }
  | { kind: 'value-based'; referenceSku: string; worth: number; sharePercent: number };

/** A rule that proposes prices for the SKUs it names, or for those of its categories. */
export interface Rule {
  ruleId: string;
  name: string;
  method: Method;
  skus?: string[];
  /** Paths: `food` covers `food` and `food/fruit`. */
  categories?: string[];
  ending?: Ending;
  enabled: boolean;
  version: number;
}

/** What a rule looks at. */
export interface Situation {
  sku: string;
  category: string;
  price: number;
  cost?: number;
  market?: Pick<Market, 'latest'>;
  /** The present price of the SKU that value is measured against. */
  referencePrice?: number;
}

/** A price that a rule finds, and of what. */
export interface Found {
  price: number;
  evidence: Record<string, unknown>;
}

/** The nearest amount that ends as wanted; of two as near the lower one, and never one below zero. */
export function endingIn(amount: number, { step, ending }: Ending): number {
  const low = Math.floor((amount - ending) / step) * step + ending;
  const high = low + step;
  return low < 0 || high - amount < amount - low ? high : low;
}

type Finder<Kind extends Method['kind']> = (
  method: Extract<Method, { kind: Kind }>,
  situation: Situation,
  now: Instant,
) => Found | undefined;

const FINDERS: { [Kind in Method['kind']]: Finder<Kind> } = {
  'cost-plus': ({ percent }, { cost }) =>
    cost === undefined ? undefined : { price: cost + percentOf(cost, percent), evidence: { cost, percent } },
  'market-index': ({ percent, maxAgeDays, leastCompetitors }, { market }, now) => {
    const observations = freshOf(market ?? { latest: {} }, maxAgeDays, now);
    const median = medianOf(observations.map(({ price }) => price));
    if (median === undefined || observations.length < leastCompetitors) return undefined;
    return { price: percentOf(median, percent), evidence: { median, percent, observations } };
  },
  'value-based': ({ referenceSku, worth, sharePercent }, { referencePrice }) => {
    if (referencePrice === undefined) return undefined;
    const price = Math.max(0, referencePrice + Math.sign(worth) * percentOf(Math.abs(worth), sharePercent));
    return { price, evidence: { referenceSku, referencePrice, worth, sharePercent } };
  },
};

/** What a rule proposes; undefined where it has no evidence, or where the price is that already. */
export function propose(rule: Pick<Rule, 'method' | 'ending'>, situation: Situation, now: Instant): Found | undefined {
  const find = FINDERS[rule.method.kind] as Finder<Method['kind']>;
  const found = find(rule.method as never, situation, now);
  if (!found) return undefined;
  const price = rule.ending ? endingIn(found.price, rule.ending) : found.price;
  return price === situation.price ? undefined : { ...found, price };
}

/** True for a SKU that a rule is about. */
export function isAbout(
  { skus, categories }: Pick<Rule, 'skus' | 'categories'>,
  of: Pick<Situation, 'sku' | 'category'>,
) {
  const inside = (path: string) => of.category === path || of.category.startsWith(`${path}/`);
  return (skus?.includes(of.sku) ?? false) || (categories?.some(inside) ?? false);
}
