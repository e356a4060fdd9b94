import * as z from 'zod';
import { CHANNELS } from '../../events/contract.ts';
import { amountSchema, idSchema, instantSchema, skuSchema } from '../../shared/platform/route.ts';

/** For whom prices are. */
export const scopeFields = {
  channel: z.enum(CHANNELS).optional(),
  locationId: idSchema.optional(),
  tier: idSchema.optional(),
};

/** A percentage with at most one decimal. */
export const percentSchema = z.number().min(0).max(10_000).multipleOf(0.1);

const found = z.strictObject({ sku: z.string(), code: z.string(), act: z.enum(['block', 'approve', 'alert']) });

/** What somebody wants to change; a change is one commit, so it takes so many SKUs at most. */
export const changeBody = z.strictObject({
  listId: idSchema.optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  reason: z.string().min(1).max(500),
  entries: z
    .array(z.strictObject({ sku: skuSchema, price: amountSchema }))
    .min(1)
    .max(40),
});

/** A change as its reader may see it: `entries` lack the price as long as it is not for him to know. */
export const changeReply = z.strictObject({
  changeId: z.string(),
  listId: z.string().optional(),
  scope: z.strictObject(scopeFields),
  priority: z.int(),
  reason: z.string(),
  entries: z.array(z.strictObject({ sku: z.string(), price: z.int().optional() })),
  wanted: z.strictObject({ from: z.iso.datetime().optional(), to: z.iso.datetime().optional() }),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  status: z.enum(['draft', 'scheduled', 'applied', 'ended', 'reverted', 'withdrawn']),
  findings: z.array(found),
  author: z.string(),
  createdAt: z.iso.datetime(),
  approvedBy: z.string().optional(),
  revertedBy: z.string().optional(),
  revertedAt: z.iso.datetime().optional(),
});

/** Refusals of whatever brings a price. */
export const priceRefusals = [
  'pricing.below-minimum',
  'pricing.above-maximum',
  'pricing.below-floor',
  'pricing.above-ceiling',
  'pricing.changed-too-fast',
] as const;
