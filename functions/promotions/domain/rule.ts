import { type Bound, boundTo } from './effects.ts';
import type { Effects, Funder, Kind, Published, Terms, Units } from './promotion.ts';

/** How promotions of a layer share its lines: by line, as a whole over several lines, or without taking any money. */
type Family = 'line' | 'set' | 'gift' | 'free-shipping' | 'points';

/** What the solver must know of a promotion. */
export interface Rule extends Bound {
  terms: Terms;
  family: Family;
  /** What it calls itself to others, and whom it tolerates in one order; undefined where it says nothing of that. */
  class: string;
  combinesWith?: ReadonlySet<string>;
  /** Tenths of a percent of its discount that the shop pays itself. */
  shopShare: number;
  /** Units that come free, and what points are multiplied by. */
  gifts: readonly Units[];
  factor: number;
  /** How many units may have its price. */
  quota?: { total: number; perCustomer: number };
}

const FAMILIES: Record<Kind, Family> = {
  'percent-off': 'line',
  'amount-off': 'line',
  'fixed-price': 'line',
  'flash-sale': 'line',
  'group-buy': 'line',
  'threshold-off': 'set',
  'buy-x-get-y': 'set',
  bundle: 'set',
  gift: 'gift',
  'free-shipping': 'free-shipping',
  'points-multiplier': 'points',
  referral: 'points',
  lottery: 'points',
};

/** A percentage goes line by line only in the item layer and without a cap: else it is one sum. */
function familyOf({ kind, layer, effect }: Published): Family {
  if (kind === 'percent-off' && (layer !== 'item' || effect.cap !== undefined)) return 'set';
  return FAMILIES[kind];
}

const shopShareOf = (funders: readonly Funder[] = []) =>
  1_000 - funders.reduce((sum, { percent }) => sum + Math.round(percent * 10), 0);

const quotaOf = ({ quota, perCustomer }: Effects['flash-sale']) => ({ total: quota, perCustomer });

/** The rule of a published promotion. */
export function ruleOf(promotion: Published): Rule {
  const { kind, effect, layer, stacking, funders } = promotion;
  return {
    ...boundTo(promotion),
    terms: { kind, effect } as Terms,
    family: familyOf(promotion),
    class: stacking?.class ?? layer,
    ...(stacking?.combinesWith ? { combinesWith: new Set(stacking.combinesWith) } : {}),
    shopShare: shopShareOf(funders),
    gifts: kind === 'gift' ? effect.gifts : [],
    factor: kind === 'points-multiplier' ? effect.factor : 1,
    ...(kind === 'flash-sale' ? { quota: quotaOf(effect) } : {}),
  };
}
