import type { Instant } from '../../../shared/kernel/time.ts';
import type { Funder, Limits, Tier, Units } from './promotion.ts';

/** One line of a cart with what the catalogue says of its SKU. `unitPrice` in minor units. */
export interface CartLine {
  sku: string;
  quantity: number;
  unitPrice: number;
  category: string;
  brand?: string;
  /** The least one unit may cost, whatever combines; minor units. */
  floor?: number;
}

/** What shipping costs, and from which goods' price on it costs nothing. Minor units. */
export interface ShippingTariff {
  fee: number;
  freeFrom?: number;
}

/** What the catalogue says of a SKU that can be given as a gift. Only what can be had is listed. */
export interface GiftProduct {
  sku: string;
  unitPrice: number;
  category: string;
  /** Units that can be had now; none means enough. */
  available?: number;
}

/** What has been used of a promotion's limits. */
export interface Used {
  /** Times it was used by anyone, and the discounts given, in minor units. */
  uses: number;
  spent: number;
  /** Times this customer used it. */
  byCustomer: number;
  /** Units sold at a flash price, to anyone and to this customer. */
  units?: number;
  unitsByCustomer?: number;
  /** Minor units that may still be given now, where pacing leaves less than the budget. */
  left?: number;
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
  /** Where the goods are had from, if that is said. */
  locationId?: string;
  /** The customer's standing at the decision time. */
  tier?: string;
  segments?: readonly string[];
  firstOrder?: boolean;
  liveSessionId?: string;
  creatorId?: string;
  /** The group-buy promotion of which this cart opens or joins a group. */
  groupPromotionId?: string;
  /** False: no promotion that is for some customers only. */
  personalised?: boolean;
  /** None means that delivery is free. */
  shipping?: ShippingTariff;
  /** The shop's currency, for hints. */
  currency?: string;
  /** The gifts that can be had. */
  gifts?: readonly GiftProduct[];
}

/** A discount with the name it is shown by. */
export interface Discount {
  promotionId: string;
  label: string;
  amount: number;
  /** Minor units of shipping that it saves. */
  shipping?: number;
}

/** A line with its discounts; `net = gross - sum(discounts)`, never negative. */
export interface PricedLine {
  sku: string;
  quantity: number;
  unitPrice: number;
  gross: number;
  discounts: Discount[];
  net: number;
  /** The promotion that gives it, where it is a gift. */
  gift?: string;
}

/** Why a promotion was not given. For an unknown coupon `promotionId` is the code that was asked for. */
export interface Rejection {
  promotionId: string;
  code: string;
  detail: string;
  /** The promotion that was given instead, and how much less the buyer pays for that. */
  lostTo?: string;
  by?: number;
}

/** What is missing until a promotion gives more: minor units, or units of goods where `unit` says so. */
export interface Hint {
  promotionId: string;
  label: string;
  missing: number;
  unit?: 'minor' | 'items';
  /** The hint in the buyer's language. */
  text?: string;
}

/** One use of a promotion that has limits: what an order holds of it, to be kept with the order. */
export interface Use {
  promotionId: string;
  amount: number;
  limits: Limits;
  /** It was given for a coupon. */
  byCoupon: boolean;
  /** Units sold at its price, and how many there may be, where it counts units. */
  units?: number;
  quota?: { total: number; perCustomer: number };
  /** Where of its promotion's account it stands, and how much of the budget was not to be given yet: see account.ts. */
  shard?: number;
  reserve?: number;
  /** The code that brought it, where that works once. */
  code?: string;
  /** Only a customer's first order may use it. */
  firstOrder?: true;
}

/** The terms of an applied promotion that returns and books need, to be kept with the order. */
export interface Granted {
  promotionId: string;
  version: number;
  funders?: Funder[];
  /** What points for its SKUs (none means all) are multiplied by. */
  points?: { factor: number; skus?: string[] };
  /** The steps of a threshold whose discount may be lost with it; none where returned goods leave the rest alone. */
  returns?: { policy: 'reprice' | 'claw-back'; cap?: number; tiers: Tier[]; repeat?: boolean };
}

/** The side that chance put a buyer on: he is held out of the promotion, or he gets it. */
export interface Arm {
  promotionId: string;
  heldOut: boolean;
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
  /** A promotion takes the shipping fee away. */
  freeShipping?: true;
  /** Promotions with a hold-out that were for this cart, and whether its buyer is held out; none in the normal case. */
  arms?: Arm[];
  /** Gifts that may be earned, of which the cart says nothing: look whether they can be had, and ask again. */
  wanted?: Units[];
  /** Said where the search was ended: the price may be up to `bound` minor units above the lowest there is. */
  solver?: { exact: false; bound: number };
}
