import * as z from 'zod';
import { CHANNELS } from '../../events/contract.ts';
import { idSchema, quantitySchema, skuSchema } from '../../shared/platform/route.ts';
import { STATUSES } from './domain/order.ts';

const text = z.string().min(1).max(200);
const address = z.strictObject({
  name: text.optional(),
  phone: z.string().max(32).optional(),
  country: text.optional(),
  region: text.optional(),
  city: text.optional(),
  district: text.optional(),
  street: text.optional(),
  postcode: z.string().max(16).optional(),
});
const delivery = z
  .strictObject({ method: z.enum(['ship', 'pickup']), locationId: idSchema.optional(), address: address.optional() })
  .refine(({ method, locationId }) => method === 'ship' || locationId !== undefined, {
    path: ['locationId'],
    error: 'pick-up needs a location',
  });

/** A line; one that the client put there by itself is taken only where the buyer has ticked it. */
const cartLine = z.strictObject({
  sku: skuSchema,
  quantity: quantitySchema,
  preselected: z.boolean().optional(),
  userSelected: z.boolean().optional(),
});

/** The cart: what a quote and an order have in common. */
export const cartBody = z.strictObject({
  channel: z.enum(CHANNELS),
  lines: z.array(cartLine).min(1).max(500),
  couponCodes: z.array(z.string().min(1).max(64)).max(20).optional(),
  pointsToUse: z.int().min(0).max(0).optional(),
  delivery: delivery.optional(),
  live: z.strictObject({ sessionId: idSchema.optional(), creatorId: idSchema.optional() }).optional(),
  /** A group's price (拼团): opens a group of the promotion, or joins one. */
  groupBuy: z.strictObject({ promotionId: idSchema, groupId: idSchema.optional() }).optional(),
  /** False: no price that is for some customers only. */
  personalised: z.boolean().optional(),
  /** The parts that the buyer was shown, in minor units: he is not charged for more than their sum. */
  displayed: z.array(z.int().min(0).max(1_000_000_000_000)).min(1).max(20).optional(),
});

/** An amount in integer minor units. */
export const amount = z.int();
const discount = z.strictObject({
  promotionId: z.string(),
  label: z.string(),
  amount,
  /** Shipping that it saves. */
  shipping: amount.optional(),
});
/** A line with its discounts: `net = gross - sum(discounts)`. */
export const pricedLine = z.strictObject({
  sku: z.string(),
  quantity: z.int(),
  unitPrice: amount,
  gross: amount,
  discounts: z.array(discount),
  net: amount,
  /** The promotion that gives it. */
  gift: z.string().optional(),
  shipping: amount.optional(),
  tax: amount.optional(),
  taxIncluded: amount.optional(),
  parts: z.array(z.strictObject({ sku: z.string(), quantity: z.int(), amount })).optional(),
});
/** A line of a quote; `listPrice` may be shown struck through beside `unitPrice`, under its label where it has one. */
export const quotedLine = pricedLine.extend({ listPrice: amount.optional(), listPriceLabel: z.string().optional() });
/** Why a promotion was not given; `by` is how much more the buyer would pay with it than with `lostTo`. */
const rejection = z.strictObject({
  promotionId: z.string(),
  code: z.string(),
  detail: z.string(),
  lostTo: z.string().optional(),
  by: amount.optional(),
});
/** What is missing until a promotion gives more: minor units, or units of goods where `unit` says so. */
const hint = z.strictObject({
  promotionId: z.string(),
  label: z.string(),
  missing: amount,
  unit: z.enum(['minor', 'items']).optional(),
  text: z.string().optional(),
});
/** What the promotions did, refused and would do. `solver` is there where a better combination may have been missed. */
export const promotions = z.strictObject({
  applied: z.array(discount),
  rejected: z.array(rejection),
  hints: z.array(hint),
  solver: z.strictObject({ exact: z.literal(false), bound: amount }).optional(),
  /** What the same cart would cost anybody, where the price is for some customers only. */
  anonymousTotal: amount.optional(),
});
/** The totals of a cart: `total = subtotal - discountTotal + shipping + tax`; `taxIncluded` is part of the prices. */
export const totals = {
  currency: z.string(),
  subtotal: amount,
  discountTotal: amount,
  shipping: amount,
  tax: amount,
  taxIncluded: amount.optional(),
  total: amount,
};
const payment = z.strictObject({
  paymentId: z.string(),
  provider: z.string(),
  status: z.string(),
  clientParams: z.record(z.string(), z.string()).optional(),
});
/** An order as it is answered when it is placed or paid. */
export const placed = z.strictObject({
  orderId: z.string(),
  status: z.enum(STATUSES),
  total: amount,
  currency: z.string(),
  lines: z.array(pricedLine),
  promotions,
  payment,
  expiresAt: z.iso.datetime().optional(),
  /** Its place in a group; it leaves the house when that is complete. */
  groupBuy: z.strictObject({ promotionId: z.string(), groupId: z.string(), complete: z.boolean() }).optional(),
});
const shipment = z.strictObject({
  deliveryId: z.string(),
  partner: z.string(),
  trackingNumber: z.string(),
  lines: z.array(z.strictObject({ sku: z.string(), quantity: z.int(), locationId: z.string() })),
  at: z.iso.datetime(),
  deliveredAt: z.iso.datetime().optional(),
});
/** An order as its buyer and staff see it. */
export const order = placed.extend({
  customerId: z.string(),
  channel: z.enum(CHANNELS),
  placedAt: z.iso.datetime(),
  subtotal: amount,
  discountTotal: amount,
  shipping: amount,
  tax: amount,
  taxIncluded: amount.optional(),
  delivery: z.strictObject({ method: z.enum(['ship', 'pickup']), locationId: z.string().optional() }),
  deliveryId: z.string().optional(),
  shipments: z.array(shipment).optional(),
  pickupCode: z.string().optional(),
  awaited: z.array(z.strictObject({ sku: z.string(), quantity: z.int() })).optional(),
  refundTotal: amount.optional(),
  imported: z.strictObject({ source: z.string(), externalId: z.string() }).optional(),
  version: z.int(),
});
/** An order as a list shows it. */
export const summary = z.strictObject({
  orderId: z.string(),
  customerId: z.string(),
  channel: z.enum(CHANNELS),
  status: z.enum(STATUSES),
  total: amount,
  currency: z.string(),
  placedAt: z.iso.datetime(),
  units: z.int(),
});
const problem = z.strictObject({
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.strictObject({ path: z.string(), code: z.string() })).optional(),
});
/** How a buyer stands in line: his place while he waits, his order once it is made, the reason when he got nothing. */
export const admission = z.strictObject({
  admissionId: z.string(),
  status: z.enum(['waiting', 'admitted', 'sold-out', 'refused']),
  place: z.int().optional(),
  retryAfterSeconds: z.int().optional(),
  order: placed.optional(),
  problem: problem.optional(),
  href: z.string(),
});
