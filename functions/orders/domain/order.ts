import type { Channel } from '../../../events/contract.ts';
import type { Instant } from '../../../shared/kernel/time.ts';

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
}

/** A line as priced: `net = gross - sum(discounts)`, all in minor units. */
export interface PricedLine {
  sku: string;
  quantity: number;
  unitPrice: number;
  gross: number;
  discounts: Discount[];
  net: number;
}

/** Units of one SKU held for the order at one location. */
export interface Holding {
  sku: string;
  locationId: string;
  quantity: number;
}

/** What the promotions did to the cart as a whole. */
export interface PromotionTrace {
  applied: Discount[];
  rejected: { promotionId: string; code: string; detail: string }[];
  hints: { promotionId: string; label: string; missing: number }[];
}

/** One use of a promotion with limits that the order holds. */
export interface PromotionUse {
  promotionId: string;
  amount: number;
  limits: { totalUses?: number; perCustomer?: number; budget?: number };
  byCoupon: boolean;
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
  total: number;
  lines: PricedLine[];
  promotions: PromotionTrace;
  couponCodes: string[];
  delivery: DeliveryChoice;
  holdings: Holding[];
  /** Uses of promotions with limits, to be given back when the order ends early. */
  uses: PromotionUse[];
  payment: OrderPayment;
  /** When the hold ends, while RESERVED. */
  reservedUntil?: Instant;
  deliveryId?: string;
  /** Where the order came from, when it was imported. */
  imported?: { source: string; externalId: string };
  /** Units returned so far by SKU and unit price, when any were. */
  returned?: Record<string, number>;
  refundTotal?: number;
  history: Step[];
}
