import type { Instant } from '../../../shared/kernel/time.ts';

/** The layers of discounts in the order they are taken: 单品, 店铺, 跨店, 券. Each looks at what the earlier ones left. */
export const LAYERS = ['item', 'shop', 'cross-shop', 'coupon'] as const;

/** One layer. */
export type Layer = (typeof LAYERS)[number];

/** One step of a `threshold-off`: reached by `spend` (minor units) or `quantity`, takes `off` (minor units) or `percent`. */
export interface Tier {
  spend?: number;
  quantity?: number;
  off?: number;
  percent?: number;
}

/** The terms of each kind of promotion. A new kind is a new entry here, in `effects.ts` and in the schema of routes.ts. */
export interface Effects {
  /** `percent` has at most one decimal; `cap` is the most it takes from one order, in minor units. */
  'percent-off': { percent: number; cap?: number };
  /** `amount` minor units off each unit. */
  'amount-off': { amount: number };
  /** 满减: the reached tier that takes most; with `repeat` each full `spend` or `quantity` counts (每满). */
  'threshold-off': { tiers: Tier[]; repeat?: boolean };
}

/** A kind of promotion that works. */
export type Kind = keyof Effects;

/** A kind together with its terms. */
export type Terms = { [K in Kind]: { kind: K; effect: Effects[K] } }[Kind];

/** What a promotion is for. Each given field narrows; none given means everything. */
export interface Scope {
  skus?: string[];
  categories?: string[];
  brands?: string[];
  excludeSkus?: string[];
  channels?: string[];
}

/** How often, and for how much (minor units), a promotion may be used at most. */
export interface Limits {
  totalUses?: number;
  perCustomer?: number;
  budget?: number;
}

/** A name in one or both languages of the shop. */
export interface Localised {
  zh?: string;
  en?: string;
}

/** Who pays for a discount besides the shop: so many percent of it (at most one decimal). */
export interface Funder {
  funder: string;
  percent: number;
}

/**
 * What becomes of a threshold's discount when a part of the goods comes back: the rest keeps its share, the rest is priced
 * anew, or what was lost with the threshold is taken from the refund, up to a cap (minor units).
 */
export type ReturnPolicy = 'keep' | 'reprice' | 'claw-back' | { policy: 'claw-back'; cap: number };

/** What staff say about a promotion; amounts in minor units of the shop's currency. */
export type Definition = Terms & {
  name: string | Localised;
  layer: Layer;
  /** The higher goes first where two take the same. */
  priority: number;
  /** Of the promotions that share a group an order gets one: the best. */
  exclusiveGroup?: string;
  validFrom: Instant;
  validTo: Instant;
  /** Hours of the day (`HH:MM`) in the shop's zone; `to` is not included, `to` before `from` goes over midnight. */
  dailyWindow?: { from: string; to: string };
  scope: Scope;
  limits?: Limits;
  /** None means: the shop pays for all of it. */
  funders?: Funder[];
  /** None means `keep`. */
  returnPolicy?: ReturnPolicy;
  /** Needs a coupon code to take part. */
  coupon?: { mode: 'single'; code?: string };
};

/** A published version of a promotion, as the snapshot holds it. */
export type Published = Definition & { promotionId: string; version: number };

/** A promotion with its newest version. */
export interface Promotion {
  promotionId: string;
  /** The newest version. */
  version: number;
  /** The version that customers get, if any. */
  liveVersion?: number;
  stoppedAt?: Instant;
  /** Raised by one with each change of any kind. */
  revision: number;
  createdAt: Instant;
  definition: Definition;
}

/** Where the newest version of a promotion stands. */
export type State = 'draft' | 'published' | 'stopped';

/** The state of a promotion's newest version: an edit of a published one is a draft beside the live version. */
export function stateOf({ version, liveVersion, stoppedAt }: Promotion): State {
  if (stoppedAt) return 'stopped';
  return liveVersion === version ? 'published' : 'draft';
}

/** A coupon code as it is kept and compared: without spaces around it, in capitals. */
export function normaliseCode(code: string): string {
  return code.trim().toUpperCase();
}
