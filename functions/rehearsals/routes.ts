import * as z from 'zod';
import { defineRoute, idSchema, instantSchema } from '../../shared/platform/route.ts';
import { MAX_DAYS } from './domain/period.ts';

const access = ['staff'] as const;
const amount = z.int();
const colour = z.enum(['red', 'amber', 'green']);

const period = {
  days: z.int().min(1).max(MAX_DAYS).optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
};

/** A rehearsal that was begun. */
const begun = z.strictObject({ rehearsalId: z.string(), state: z.literal('running'), href: z.string() });

const sides = z.strictObject({ without: amount, with: amount });

/** What a rehearsal found: money without the draft and with it, when it gives what, and each thing that was looked at. */
const draftReport = z.strictObject({
  verdict: colour,
  orders: z.int(),
  touched: z.int(),
  discount: amount,
  revenue: sides,
  margin: sides,
  byDay: z.array(z.strictObject({ date: z.iso.date(), orders: z.int(), touched: z.int(), discount: amount })),
  byHour: z.array(z.strictObject({ hour: z.string(), touched: z.int(), discount: amount })),
  findings: z.array(z.strictObject({ code: z.string(), colour, evidence: z.record(z.string(), z.unknown()) })),
});

/** How many stored prices came out the same again, and those that did not. */
const liveReport = z.strictObject({
  verdict: colour,
  orders: z.int(),
  equal: z.int(),
  elsewhere: z.int(),
  atTheEdge: z.int(),
  differ: z.int(),
  differences: z.array(
    z.strictObject({ orderId: z.string(), placedAt: z.iso.datetime(), stored: amount, replayed: amount }),
  ),
});

/** A rehearsal as it goes on; `report` is there when it is done. */
const rehearsal = z.strictObject({
  rehearsalId: z.string(),
  kind: z.enum(['draft', 'live']),
  promotionId: z.string().optional(),
  version: z.int().optional(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  worstCase: z.boolean(),
  state: z.enum(['running', 'done']),
  progress: z.strictObject({ orders: z.int(), percent: z.int() }),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().optional(),
  report: z.union([draftReport, liveReport]).optional(),
  /** By whose word the version went live nevertheless. */
  override: z.strictObject({ reason: z.string(), by: z.string(), at: z.iso.datetime() }).optional(),
});

const policy = z.strictObject({
  required: z.boolean(),
  marginFloor: z
    .number()
    .min(0)
    .max(100)
    .refine((value) => Math.abs(value * 10 - Math.round(value * 10)) < 1e-6, { error: 'at most one decimal' }),
});

/** Plays the newest version of a promotion, draft or not, over past orders beside everything that is live. */
export const rehearsePromotion = defineRoute({
  id: 'rehearsePromotion',
  method: 'POST',
  path: '/v1/admin/promotions/{promotionId}/rehearse',
  access,
  summary: 'Rehearse a promotion on past orders and on made-up carts before it goes live',
  idempotent: true,
  params: z.strictObject({ promotionId: idSchema }),
  body: z.strictObject({ ...period, worstCase: z.boolean().optional() }),
  replies: { 202: begun },
  errors: ['promotions.unknown', 'rehearsals.bad-period'],
});

/** Replays the rules that were live when each order was priced: all of them must come to what is stored. */
export const rehearseLive = defineRoute({
  id: 'rehearseLive',
  method: 'POST',
  path: '/v1/admin/rehearsals',
  access,
  summary: 'Replay the rules of their own time over past orders, and find every price that comes out otherwise',
  idempotent: true,
  body: z.strictObject(period),
  replies: { 202: begun },
  errors: ['rehearsals.bad-period'],
});

export const getRehearsal = defineRoute({
  id: 'getRehearsal',
  method: 'GET',
  path: '/v1/admin/rehearsals/{rehearsalId}',
  access,
  summary: 'How far a rehearsal is, and what it found',
  params: z.strictObject({ rehearsalId: idSchema }),
  replies: { 200: rehearsal },
  errors: ['rehearsals.unknown'],
});

export const getRehearsalPolicy = defineRoute({
  id: 'getRehearsalPolicy',
  method: 'GET',
  path: '/v1/admin/rehearsal-policy',
  access,
  summary: 'What is asked of a promotion before it may go live',
  replies: { 200: policy },
});

export const putRehearsalPolicy = defineRoute({
  id: 'putRehearsalPolicy',
  method: 'PUT',
  path: '/v1/admin/rehearsal-policy',
  access: ['admin'],
  summary: 'Say what is asked of a promotion before it may go live',
  body: policy,
  replies: { 200: policy },
});
