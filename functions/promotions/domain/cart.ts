import type { Instant } from '../../../shared/kernel/time.ts';
import type { Funder, Limits, Tier } from './promotion.ts';

/** One line of a cart with what the catalogue says of its SKU. `unitPrice` in minor units. */
export interface CartLine {
  sku: string;
  quantity: number;
  unitPrice: number;
  category: string;
  brand?: string;
}

/** What has been used of a promotion's limits. */
export interface Used {
  /** Times it was used by anyone, and the discounts given, in minor units. */
  uses: number;
  spent: number;
  /** Times this customer used it. */
  byCustomer: number;
}

/** What is evaluated: the cart, who buys where and when. */
export interface Cart {
  lines: readonly CartLine[];
  channel: string;
  customerId?: string;
  couponCodes: readonly string[];
  /** The decision time. */
  now: Instant;
  /** The shop's zone, for daily windows. */
  timeZone: string;
  /** `Accept-Language` of the caller, for labels; Chinese where it is absent. */
  language?: string;
}

/** A discount with the name it is shown by. */
export interface Discount {
  promotionId: string;
  label: string;
  amount: number;
}

/** A line with its discounts; `net = gross - sum(discounts)`, never negative. */
export interface PricedLine {
  sku: string;
  quantity: number;
  unitPrice: number;
  gross: number;
  discounts: Discount[];
  net: number;
}

/** Why a promotion was not given. For an unknown coupon `promotionId` is the code that was asked for. */
export interface Rejection {
  promotionId: string;
  code: string;
  detail: string;
}

/** What is missing (minor units) until a promotion takes more. */
export interface Hint {
  promotionId: string;
  label: string;
  missing: number;
}

/** One use of a promotion that has limits: what an order holds of it, to be kept with the order. */
export interface Use {
  promotionId: string;
  amount: number;
  limits: Limits;
  /** It was given for a coupon. */
  byCoupon: boolean;
}

/** The terms of an applied promotion that returns and books need, to be kept with the order. */
export interface Granted {
  promotionId: string;
  version: number;
  funders?: Funder[];
  /** The steps of a threshold whose discount may be lost with it; none where returned goods leave the rest alone. */
  returns?: { policy: 'reprice' | 'claw-back'; cap?: number; tiers: Tier[]; repeat?: boolean };
}

/** The answer of an evaluation. Lines stand in the cart's order. */
export interface Evaluation {
  lines: PricedLine[];
  applied: Discount[];
  rejected: Rejection[];
  hints: Hint[];
  discountTotal: number;
  /** Terms of the applied promotions, in the order of `applied`. */
  terms: Granted[];
  /** Those of the applied promotions that have limits; empty in the normal case. */
  uses: Use[];
  /** Why coupons that were asked for and would apply are used up; empty in the normal case. */
  spentCoupons: ('coupon-used' | 'budget-gone')[];
}
