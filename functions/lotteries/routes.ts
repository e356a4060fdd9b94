import * as z from 'zod';
import { defineRoute, idSchema, pageOf, pageQuery } from '../../shared/platform/route.ts';

const params = z.strictObject({ promotionId: idSchema });
const text = z.strictObject({ zh: z.string().optional(), en: z.string().optional() });
const amount = z.int();
const customers = ['customer'] as const;
const staff = ['staff'] as const;

const prize = z.strictObject({
  prizeId: z.string(),
  name: text,
  value: amount,
  count: z.int(),
  /** How many are left: the odds of a prize of which none is are nil. */
  left: z.int(),
  /** One in so many draws wins it. */
  odds: z.int(),
});

/** A draw as it is published: `commitment` is the SHA-256 of `seed`, which is told when the draw is over. */
const lottery = z.strictObject({
  promotionId: z.string(),
  version: z.int(),
  state: z.enum(['planned', 'running', 'ended']),
  name: z.union([z.string(), text]),
  terms: text.optional(),
  per: z.enum(['customer', 'order']),
  perCustomer: z.int(),
  validFrom: z.iso.datetime(),
  validTo: z.iso.datetime(),
  prizes: z.array(prize),
  commitment: z.string(),
  seed: z.string().optional(),
});

const won = z.strictObject({ prizeId: z.string(), name: text, value: amount });

/** One draw: the ticket is the first 48 bits of HMAC-SHA256(seed, JSON [promotionId, customerId, n]). */
const draw = z.strictObject({
  drawId: z.string(),
  promotionId: z.string(),
  version: z.int(),
  n: z.int(),
  at: z.iso.datetime(),
  ticket: z.int(),
  prizeId: z.string().optional(),
  /** The prize that the ticket won when none of it was left. */
  gone: z.string().optional(),
  orderId: z.string().optional(),
});

export const getLottery = defineRoute({
  id: 'getLottery',
  method: 'GET',
  path: '/v1/lotteries/{promotionId}',
  access: 'public',
  summary: 'See a draw for prizes: what there is to win, by which odds, and what proves that it is fair',
  params,
  replies: { 200: lottery },
  errors: ['lotteries.unknown'],
});

export const drawPrize = defineRoute({
  id: 'drawPrize',
  method: 'POST',
  path: '/v1/lotteries/{promotionId}/draws',
  access: customers,
  summary: 'Draw for a prize',
  idempotent: true,
  params,
  body: z.strictObject({ orderId: idSchema.optional() }).optional(),
  replies: {
    201: draw.extend({ prize: won.optional(), code: z.string().optional(), redeemUntil: z.iso.datetime().optional() }),
  },
  errors: [
    'lotteries.unknown',
    'lotteries.not-begun',
    'lotteries.ended',
    'lotteries.no-draws-left',
    'lotteries.order-not-eligible',
    'lotteries.order-used',
  ],
});

export const listMyDraws = defineRoute({
  id: 'listMyDraws',
  method: 'GET',
  path: '/v1/me/draws',
  access: customers,
  summary: 'Your draws, the newest first, with the codes of what you won',
  query: z.strictObject(pageQuery),
  replies: { 200: pageOf(draw.extend({ code: z.string().optional() })) },
  errors: ['request.bad-cursor'],
});

export const listWinners = defineRoute({
  id: 'listWinners',
  method: 'GET',
  path: '/v1/lotteries/{promotionId}/winners',
  access: 'public',
  summary: 'Who won the dear prizes of a draw, the newest first: the end of their id, which they know themselves by',
  params,
  query: z.strictObject(pageQuery),
  replies: {
    200: pageOf(
      z.strictObject({
        drawId: z.string(),
        at: z.iso.datetime(),
        ticket: z.int(),
        prizeId: z.string(),
        name: text,
        value: amount,
        winner: z.string(),
      }),
    ),
  },
  errors: ['request.bad-cursor'],
});

export const listDraws = defineRoute({
  id: 'listDraws',
  method: 'GET',
  path: '/v1/admin/lotteries/{promotionId}/draws',
  access: staff,
  summary: 'The log of a draw: every ticket as it was drawn, for the audit',
  params,
  query: z.strictObject(pageQuery),
  replies: { 200: pageOf(draw.extend({ customerId: z.string() })) },
  errors: ['request.bad-cursor'],
});

export const redeemPrize = defineRoute({
  id: 'redeemPrize',
  method: 'POST',
  path: '/v1/admin/prize-redemptions',
  access: staff,
  summary: 'Hand a prize over at a store, for its code',
  idempotent: true,
  body: z.strictObject({ code: z.string().trim().min(1).max(40), locationId: idSchema }),
  replies: {
    201: z.strictObject({
      promotionId: z.string(),
      drawId: z.string(),
      prizeId: z.string(),
      value: amount,
      locationId: z.string(),
      redeemedAt: z.iso.datetime(),
    }),
  },
  errors: ['lotteries.unknown-code', 'lotteries.code-used', 'lotteries.code-expired', 'inventory.unknown-location'],
});
