import type { Channel } from '../../../events/contract.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import type { Basis } from './basis.ts';
import type { GroupPlace, Notice, OrderShipment, TillPayment } from './order-parts.ts';

/** The states an order can be in. */
export const STATUSES = [
  'RESERVED',
  'CHARGING',
  'PAID',
  'SHIPPED',
  'DELIVERED',
  'COMPLETED',
  'EXPIRED',
  'CANCELLED',
] as const;

/** One state of an order. */
export type OrderStatus = (typeof STATUSES)[number];

/** One discount on a line, in minor units, by the promotion that gave it. */
export interface Discount {
  promotionId: string;
  label: string;
  amount: number;
  /** Shipping that it saves. */
  shipping?: number;
}

/** What a bundle's line is made of: units in all, and what of the line's `net` is theirs. */
export interface Part {
  sku: string;
  quantity: number;
  amount: number;
}

/** A line as priced: `net = gross - sum(discounts)`, all in minor units. */
export interface PricedLine {
  /** Where the line is of a bundle: its components, whose stock it takes. */
  parts?: Part[];
  sku: string;
  quantity: number;
  unitPrice: number;
  gross: number;
  discounts: Discount[];
  net: number;
  /** The promotion that gives it, where it is a gift. */
  gift?: string;
  /** The line's part of the order's shipping, where there is any. */
  shipping?: number;
  /** Tax on top of `net` and `shipping`, where there is any. */
  tax?: number;
  /** Tax that `net` and `shipping` include, where there is any. */
  taxIncluded?: number;
}

/** What becomes of a threshold's discount when a part of the goods comes back; see returned.ts. */
export interface ReturnPolicy {
  policy: 'reprice' | 'claw-back';
  /** The most that is clawed back, in minor units. */
  cap?: number;
  /** The steps of the threshold as they were when the order was placed. */
  tiers: { spend?: number; quantity?: number; off?: number; percent?: number }[];
  repeat?: boolean;
}

/** The terms of a promotion that the order was given. */
export interface Granted {
  promotionId: string;
  version: number;
  /** Who pays for it besides the shop, in percent of the discount. */
  funders?: { funder: string; percent: number }[];
  /** None means: whoever returns goods keeps the rest of the discount. */
  returns?: ReturnPolicy;
}

/** Units of one SKU held for the order at one location. */
export interface Holding {
  sku: string;
  locationId: string;
  quantity: number;
  /** How many of them came out of pools of channels. */
  from?: Partial<Record<`pool-${Channel}`, number>>;
  /** Units beside that are not there yet, and how many of the SKU may be awaited at the location at most. */
  awaited?: { units: number; limit: number };
}

/** What the promotions did to the cart as a whole. */
export interface PromotionTrace {
  applied: Discount[];
  rejected: { promotionId: string; code: string; detail: string; lostTo?: string; by?: number }[];
  hints: { promotionId: string; label: string; missing: number; unit?: 'minor' | 'items'; text?: string }[];
  /** Where the search for the best combination was ended: the price may be so much above the lowest. */
  solver?: { exact: false; bound: number };
  /** What the same cart would cost anybody, where its buyer's tier, segments or first order were part of the price. */
  anonymousTotal?: number;
}

/** One use of a promotion with limits that the order holds. */
export interface PromotionUse {
  promotionId: string;
  amount: number;
  limits: { totalUses?: number; perCustomer?: number; budget?: number; hourly?: number };
  byCoupon: boolean;
  units?: number;
  quota?: { total: number; perCustomer: number };
  shard?: number;
  reserve?: number;
  code?: string;
}

/** How the goods reach the buyer. */
export interface DeliveryChoice {
  method: 'ship' | 'pickup';
  locationId?: string;
  address?: Record<string, string>;
}

/** One step of the order's life. */
export interface Step {
  status: OrderStatus;
  at: Instant;
  /** `customer`, `staff`, `system`, `payment`, `delivery` and the id of who it was where there is one. */
  actor: string;
  /** Type of the event that tells of the step, where one does. */
  event?: string;
  correlationId: string;
}

/** The payment as the order knows it. */
export interface OrderPayment {
  paymentId: string;
  provider: string;
  status: 'pending' | 'charging' | 'captured' | 'declined' | 'closed' | 'refunding' | 'refunded';
}

/** An order. Amounts in minor units; `total = subtotal - discountTotal + shipping + tax`. */
export interface Order {
  orderId: string;
  customerId: string;
  channel: Channel;
  status: OrderStatus;
  /** Raised by one with each step. */
  version: number;
  currency: string;
  placedAt: Instant;
  subtotal: number;
  discountTotal: number;
  shipping: number;
  tax: number;
  /** Tax that the prices include, where there is any. */
  taxIncluded?: number;
  total: number;
  lines: PricedLine[];
  promotions: PromotionTrace;
  /** Terms of the promotions that were applied, where there were any. */
  terms?: Granted[];
  /** What its price was worked out from, where it was worked out here. */
  basis?: Basis;
  couponCodes: string[];
  delivery: DeliveryChoice;
  holdings: Holding[];
  /** Uses of promotions with limits, to be given back when the order ends early. */
  uses: PromotionUse[];
  payment: OrderPayment;
  /** When its price was decided, where that was before it was placed: its buyer stood in line. */
  pricedAt?: Instant;
  /** How long its goods stay held, where that is not what the shop grants anybody. */
  holdSeconds?: number;
  /** What of it counts against its buyer's limits in a sale with a line. */
  inLine?: { sku: string; sale: Instant; quantity: number }[];
  /** When the hold ends, while RESERVED. */
  reservedUntil?: Instant;
  /** How many payments it was tried with, where there was more than one. */
  tries?: number;
  /** The delivery that went out last. */
  deliveryId?: string;
  /** What left so far; the order stays PAID until every unit did. */
  shipments?: OrderShipment[];
  /** How its pick-up went, where somebody came for it. */
  pickup?: { wrongCodes?: number; lastWrongAt?: Instant; handedOverAt?: Instant };
  /** Where the order came from, when it was imported. */
  imported?: { source: string; externalId: string };
  /** Its place in a group, where it has one. */
  groupBuy?: GroupPlace;
  /** The till it was sold at, where it was. */
  till?: { tillId: string; sequence: number; payments: TillPayment[] };
  /** Units received back so far by SKU (imported orders: by SKU and unit price), when any were. */
  returned?: Record<string, number>;
  /** Units by SKU that the buyer has asked to return, and that have not come yet. */
  returning?: Record<string, number>;
  /** How many returns were asked for, and what is owed for the units received back, in minor units. */
  returns?: { count: number; owed: number };
  /** What the order's bundles were made of when it was placed, where it has some. */
  bundles?: Record<string, readonly { sku: string; quantity: number }[]>;
  refundTotal?: number;
  history: Step[];
  notices?: Notice[];
}
