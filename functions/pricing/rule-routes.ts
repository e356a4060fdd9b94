import * as z from 'zod';
import { amountSchema, defineRoute, idSchema, pageOf, pageQuery, skuSchema } from '../../shared/platform/route.ts';
import { changeBody, changeReply, percentSchema, priceRefusals } from './schemas.ts';

const act = z.enum(['block', 'approve', 'alert']);
const days = z.int().min(1).max(90);

const guards = z.strictObject({
  floor: z.strictObject({ percentOverCost: percentSchema, act }).optional(),
  ceiling: z.strictObject({ percentOfListPrice: percentSchema, act }).optional(),
  changeRate: z.strictObject({ percent: percentSchema, days, act }).optional(),
  parity: z.strictObject({ percent: percentSchema, maxAgeDays: days }).optional(),
  approveAll: z.boolean().optional(),
  readers: z.array(idSchema).max(100).optional(),
});

const method = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cost-plus'), percent: percentSchema }),
  z.strictObject({
    kind: z.literal('market-index'),
    percent: percentSchema,
    maxAgeDays: days.default(14),
    leastCompetitors: z.int().min(1).max(20).default(2),
  }),
  z.strictObject({
    kind: z.literal('value-based'),
    referenceSku: skuSchema,
    /** What it is worth more to a buyer than the reference; less, where negative. */
    worth: z.int().min(-1_000_000_000).max(1_000_000_000),
    sharePercent: percentSchema.max(100),
  }),
]);

const ending = z
  .strictObject({ step: z.int().min(1).max(1_000_000), ending: amountSchema })
  .refine(({ step, ending: last }) => last < step);

const rule = z.strictObject({
  name: z.string().min(1).max(200),
  method,
  skus: z.array(skuSchema).min(1).max(500).optional(),
  categories: z.array(z.string().min(1).max(64)).min(1).max(50).optional(),
  ending: ending.optional(),
  enabled: z.boolean().default(true),
});

const ruleBody = rule.refine(({ skus, categories }) => skus !== undefined || categories !== undefined);

const ruleReply = rule.extend({ ruleId: z.string(), version: z.int() });
const ofRule = z.strictObject({ ruleId: idSchema.max(40) });

const proposal = z.strictObject({
  proposalId: z.string(),
  ruleId: z.string(),
  ruleVersion: z.int(),
  sku: z.string(),
  current: z.int(),
  price: z.int(),
  evidence: z.record(z.string(), z.unknown()),
  findings: z.array(z.strictObject({ code: z.string(), act })),
  proposedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});

export const getPriceGuards = defineRoute({
  id: 'getPriceGuards',
  method: 'GET',
  path: '/v1/admin/price-guards',
  access: ['staff'],
  summary: 'See the rules that every new price is held to',
  replies: { 200: guards.extend({ version: z.int() }) },
});

export const putPriceGuards = defineRoute({
  id: 'putPriceGuards',
  method: 'PUT',
  path: '/v1/admin/price-guards',
  access: ['admin'],
  summary: 'Set the rules that every new price is held to, and who may see planned ones',
  body: guards,
  idempotent: 'optional',
  replies: { 200: guards.extend({ version: z.int() }) },
  errors: ['pricing.changed-meanwhile'],
});

export const putPriceRule = defineRoute({
  id: 'putPriceRule',
  method: 'PUT',
  path: '/v1/admin/price-rules/{ruleId}',
  access: ['staff'],
  summary: 'Create or change a rule that proposes prices',
  params: ofRule,
  body: ruleBody,
  replies: { 200: ruleReply },
  errors: ['pricing.changed-meanwhile'],
});

export const listPriceRules = defineRoute({
  id: 'listPriceRules',
  method: 'GET',
  path: '/v1/admin/price-rules',
  access: ['staff'],
  summary: 'Browse the rules that propose prices',
  query: z.strictObject(pageQuery),
  replies: { 200: pageOf(ruleReply) },
  errors: ['request.bad-cursor'],
});

export const proposePrices = defineRoute({
  id: 'proposePrices',
  method: 'POST',
  path: '/v1/admin/price-rules/{ruleId}/propose',
  access: ['staff'],
  summary: 'Let a rule look now, not only tonight; its older proposals make room',
  params: ofRule,
  replies: { 200: z.strictObject({ ruleId: z.string(), looked: z.int(), proposed: z.int() }) },
  errors: ['pricing.unknown-rule'],
});

export const listPriceProposals = defineRoute({
  id: 'listPriceProposals',
  method: 'GET',
  path: '/v1/admin/price-proposals',
  access: ['staff'],
  summary: 'Browse what the rules propose, each with its evidence and what the guards say of it',
  query: z.strictObject(pageQuery),
  replies: { 200: pageOf(proposal) },
  errors: ['request.bad-cursor'],
});

export const acceptPriceProposal = defineRoute({
  id: 'acceptPriceProposal',
  method: 'POST',
  path: '/v1/admin/price-proposals/{proposalId}/accept',
  access: ['staff'],
  summary: 'Make a price change of a proposal',
  idempotent: true,
  params: z.strictObject({ proposalId: z.string().regex(/^[\w-]{2,200}$/) }),
  body: changeBody.omit({ entries: true, reason: true }).optional(),
  replies: { 201: changeReply },
  errors: [
    'pricing.unknown-proposal',
    'pricing.proposal-stale',
    'pricing.unknown-list',
    'pricing.bad-window',
    'pricing.too-many-prices',
    ...priceRefusals,
  ],
});
