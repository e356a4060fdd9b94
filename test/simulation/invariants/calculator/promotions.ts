/** Promotions as they are stored: when they run and what they are for. Follows the rules of the promotions' README. */
import type { Terms } from '../../../support/brute-force/takes.ts';

/** The stored terms of a promotion. */
export interface Definition {
  kind: string;
  effect: Terms;
  layer: string;
  priority: number;
  exclusiveGroup?: string;
  stacking?: { class?: string; combinesWith?: string[] };
  funders?: { percent: number }[];
  validFrom: string;
  validTo: string;
  dailyWindow?: { from: string; to: string };
  scope: {
    skus?: string[];
    categories?: string[];
    brands?: string[];
    excludeSkus?: string[];
    channels?: string[];
    firstOrderOnly?: boolean;
    holdOut?: number;
  };
  limits?: { totalUses?: number; perCustomer?: number; budget?: number; onExhaustion?: string };
  coupon?: { code?: string };
}

/** A promotion that is live. */
export interface Live {
  promotionId: string;
  definition: Definition;
}

/** What of a line decides whether a promotion is for it. */
export interface Good {
  sku: string;
  category: string;
  brand?: string;
}

const SHOP_OFFSET_MS = 8 * 3_600_000;

/** Whether a moment is inside the promotion's window and its hours of the day. */
export function isOpen({ validFrom, validTo, dailyWindow }: Definition, at: string): boolean {
  if (Date.parse(at) < Date.parse(validFrom) || Date.parse(at) >= Date.parse(validTo)) return false;
  if (!dailyWindow) return true;
  const clock = new Date(Date.parse(at) + SHOP_OFFSET_MS).toISOString().slice(11, 16);
  const { from, to } = dailyWindow;
  return from < to ? clock >= from && clock < to : clock >= from || clock < to;
}

const allows = (wanted: string[] | undefined, value: string | undefined) =>
  wanted === undefined || (value !== undefined && wanted.includes(value));

/** Whether a promotion is for a line. */
export function isFor({ scope }: Definition, { sku, category, brand }: Good): boolean {
  if (scope.excludeSkus?.includes(sku)) return false;
  const { categories } = scope;
  const isUnder = categories?.some((path) => category === path || category.startsWith(`${path}/`)) ?? true;
  return allows(scope.skus, sku) && isUnder && allows(scope.brands, brand);
}
