import type { Instant } from '../../../shared/kernel/time.ts';

/** The layers of discounts in the order they are taken: 单品, 店铺, 跨店, 券, 积分. Each looks at what the earlier ones left. */
export const LAYERS = ['item', 'shop', 'cross-shop', 'coupon', 'points'] as const;

/** One layer. */
export type Layer = (typeof LAYERS)[number];

/** One step of a `threshold-off`: reached by `spend` (minor units) or `quantity`, takes `off` (minor units) or `percent`. */
export interface Tier {
  spend?: number;
  quantity?: number;
  off?: number;
  percent?: number;
}

/** So many units of a SKU. */
export interface Units {
  sku: string;
  quantity: number;
}

/** One prize of a draw: what it is worth (minor units), how many there are, and one in how many draws wins it. */
export interface Prize {
  prizeId: string;
  name: Localised;
  value: number;
  count: number;
  odds: number;
}

/** The terms of each kind of promotion. A new kind is a new entry here, in `effects.ts` and in the schema of routes.ts. */
export interface Effects {
  /** `percent` has at most one decimal; `cap` is the most it takes from one order, in minor units. */
  'percent-off': { percent: number; cap?: number };
  /** `amount` minor units off each unit. */
  'amount-off': { amount: number };
  /** Each unit costs `price`, where that is less than what is left of it. */
  'fixed-price': { price: number };
  /** 满减: the reached tier that takes most; with `repeat` each full `spend` or `quantity` counts (每满). */
  'threshold-off': { tiers: Tier[]; repeat?: boolean };
  /** The cheapest units are those that are got. With `get.skus` they are units of these, and bought are the others in scope. */
  'buy-x-get-y': {
    buy: { quantity: number };
    get: { quantity: number; percent: number; skus?: string[] };
    repeat?: boolean;
  };
  /** Units that come free from so much spent, or so many bought. */
  gift: { spend?: number; quantity?: number; gifts: Units[] };
  /** As many complete sets as the cart holds, each for `price` or `percent` less. */
  bundle: { items: Units[]; price?: number; percent?: number };
  'free-shipping': { spend?: number };
  'points-multiplier': { factor: number };
  /** `quota` and `perCustomer` count units. */
  'flash-sale': { price: number; quota: number; perCustomer: number };
  /** 拼团: priced only for a cart that opens or joins a group of this promotion. */
  'group-buy': { price: number; people: number; hours: number };
  /**
   * A programme: it never touches a cart. Whoever brings a new customer gets a coupon of the reward's promotion, at most
   * `maxPerReferrer` of them.
   */
  referral: { reward: { promotionId: string }; maxPerReferrer?: number };
  /** A programme: it never touches a cart. A draw is earned once by being a customer (`perCustomer` times), or by each paid order. */
  lottery: { prizes: Prize[]; per?: 'customer' | 'order'; redeemDays?: number };
}

/** A kind of promotion that works. */
export type Kind = keyof Effects;

/** A kind together with its terms. */
export type Terms = { [K in Kind]: { kind: K; effect: Effects[K] } }[Kind];

/** What a promotion is for, and for whom. Each given field narrows; none given means everything and everybody. */
export interface Scope {
  skus?: string[];
  /** Paths: `food` covers `food` and `food/fruit`. */
  categories?: string[];
  brands?: string[];
  excludeSkus?: string[];
  excludeCategories?: string[];
  excludeBrands?: string[];
  channels?: string[];
  locations?: string[];
  tiers?: string[];
  segments?: string[];
  firstOrderOnly?: boolean;
  liveSessions?: string[];
  creators?: string[];
  /** So many percent of the customers never get it, chosen by chance: what they do beside shows what it did. */
  holdOut?: number;
}

/** Which classes of promotions one is in, and tolerates in the same order; `all` is every class. */
export interface Stacking {
  /** None means the layer's name. */
  class?: string;
  combinesWith?: string[];
}

/** How often, and for how much (minor units), a promotion may be used at most. */
export interface Limits {
  totalUses?: number;
  perCustomer?: number;
  budget?: number;
  /** Minor units an hour. */
  hourly?: number;
  /** What becomes of a discount that is more than is left: cut to it, or not given. None means `skip`. */
  onExhaustion?: 'cap' | 'skip';
  /** Ends the promotion when its budget is spent. */
  autoStop?: boolean;
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

/** A price that is shown beside a promotion's, struck through; under a label where it is no former price of the shop's own. */
export interface ComparedPrice {
  sku: string;
  price: number;
  label?: string;
}

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
  /** Days of the week in the shop's zone, 1 is Monday. */
  weekdays?: number[];
  scope: Scope;
  stacking?: Stacking;
  limits?: Limits;
  /** None means: the shop pays for all of it. */
  funders?: Funder[];
  /** None means `keep`. */
  returnPolicy?: ReturnPolicy;
  /**
   * Needs a coupon code to take part: one for everybody, or `count` that work once each. Customers may claim codes of their
   * own, at most `count` where that is said, unless claiming is closed.
   */
  coupon?: { mode: 'single' | 'unique'; code?: string; count?: number; claim?: 'open' | 'closed' };
  /** The rules as buyers read them. */
  terms?: Localised;
  /** Former prices of SKUs that it is shown against, struck through. */
  comparedPrices?: ComparedPrice[];
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
