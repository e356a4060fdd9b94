import * as z from 'zod';
import {
  amountSchema,
  defineRoute,
  idSchema,
  instantSchema,
  pageOf,
  pageQuery,
  skuSchema,
} from '../../shared/platform/route.ts';
import { changeBody, changeReply, priceRefusals, scopeFields } from './schemas.ts';

const listBody = z.strictObject({
  name: z.string().min(1).max(200),
  ...scopeFields,
  validFrom: instantSchema,
  validTo: instantSchema.optional(),
  priority: z.int().min(0).max(1_000).default(0),
});

const listReply = listBody.extend({
  listId: z.string(),
  validFrom: z.iso.datetime(),
  validTo: z.iso.datetime().optional(),
  priority: z.int(),
  version: z.int(),
});

const ofList = z.strictObject({ listId: idSchema });
const ofChange = z.strictObject({ changeId: idSchema });
const ofProduct = z.strictObject({ sku: skuSchema });
const limits = z.strictObject({ minimumPrice: amountSchema.optional(), maximumPrice: amountSchema.optional() });

const line = z.strictObject({
  at: z.iso.datetime(),
  what: z.enum(['base', 'change', 'revert', 'limits']),
  by: z.string(),
  changeId: z.string().optional(),
  scope: z.strictObject(scopeFields).optional(),
  price: z.int().optional(),
  previous: z.int().optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  minimumPrice: z.int().optional(),
  maximumPrice: z.int().optional(),
});

const held = z.strictObject({
  changeId: z.string(),
  scope: z.strictObject(scopeFields),
  price: z.int().optional(),
  from: z.iso.datetime(),
  to: z.iso.datetime().optional(),
  priority: z.int(),
});

export const putPriceList = defineRoute({
  id: 'putPriceList',
  method: 'PUT',
  path: '/v1/admin/price-lists/{listId}',
  access: ['staff'],
  summary: 'Create or change a price list; once prices are in it, only its name changes',
  params: ofList,
  body: listBody,
  replies: { 200: listReply },
  errors: ['pricing.bad-window', 'pricing.list-in-use', 'pricing.changed-meanwhile'],
});

export const listPriceLists = defineRoute({
  id: 'listPriceLists',
  method: 'GET',
  path: '/v1/admin/price-lists',
  access: ['staff'],
  summary: 'Browse the price lists',
  query: z.strictObject(pageQuery),
  replies: { 200: pageOf(listReply) },
  errors: ['request.bad-cursor'],
});

export const createPriceChange = defineRoute({
  id: 'createPriceChange',
  method: 'POST',
  path: '/v1/admin/price-changes',
  access: ['staff'],
  summary: 'Plan prices from a time on: approved at once, or a draft where a guard wants a second person',
  idempotent: true,
  body: changeBody,
  replies: { 201: changeReply },
  errors: [
    'catalog.unknown-sku',
    'pricing.unknown-list',
    'pricing.sku-twice',
    'pricing.bad-window',
    'pricing.too-many-prices',
    ...priceRefusals,
  ],
});

export const listPriceChanges = defineRoute({
  id: 'listPriceChanges',
  method: 'GET',
  path: '/v1/admin/price-changes',
  access: ['staff'],
  summary: 'Browse price changes by what was decided about them, newest first',
  query: z.strictObject({
    ...pageQuery,
    decided: z.enum(['draft', 'approved', 'reverted', 'withdrawn']).default('draft'),
  }),
  replies: { 200: pageOf(changeReply) },
  errors: ['request.bad-cursor'],
});

export const getPriceChange = defineRoute({
  id: 'getPriceChange',
  method: 'GET',
  path: '/v1/admin/price-changes/{changeId}',
  access: ['staff'],
  summary: 'See one price change',
  params: ofChange,
  replies: { 200: changeReply },
  errors: ['pricing.unknown-change'],
});

export const approvePriceChange = defineRoute({
  id: 'approvePriceChange',
  method: 'POST',
  path: '/v1/admin/price-changes/{changeId}/approve',
  access: ['staff'],
  summary: "Approve somebody else's price change; again: nothing changes",
  params: ofChange,
  replies: { 200: changeReply },
  errors: [
    'pricing.unknown-change',
    'pricing.not-a-draft',
    'pricing.four-eyes',
    'pricing.embargoed',
    'pricing.bad-window',
    'pricing.too-many-prices',
    ...priceRefusals,
  ],
});

export const revertPriceChange = defineRoute({
  id: 'revertPriceChange',
  method: 'POST',
  path: '/v1/admin/price-changes/{changeId}/revert',
  access: ['staff'],
  summary: 'Take a price change back: what held before holds again; again: nothing changes',
  params: ofChange,
  replies: { 200: changeReply },
  errors: ['pricing.unknown-change', 'pricing.change-ended'],
});

export const getProductPrices = defineRoute({
  id: 'getProductPrices',
  method: 'GET',
  path: '/v1/admin/products/{sku}/prices',
  access: ['staff'],
  summary: "A SKU's prices, in force and planned, its limits, and its price history, newest first",
  params: ofProduct,
  query: z.strictObject(pageQuery),
  replies: {
    200: pageOf(line).extend({ sku: z.string(), base: z.int(), ...limits.shape, prices: z.array(held) }),
  },
  errors: ['catalog.unknown-sku', 'request.bad-cursor'],
});

export const putPriceLimits = defineRoute({
  id: 'putPriceLimits',
  method: 'PUT',
  path: '/v1/admin/products/{sku}/price-limits',
  access: ['staff'],
  summary: 'Set what no price of a SKU may pass, and no combination of promotions may pass downwards',
  params: ofProduct,
  body: limits,
  replies: { 200: limits.extend({ sku: z.string() }) },
  errors: ['catalog.unknown-sku', 'pricing.bad-limits', 'pricing.limit-in-the-way', 'pricing.changed-meanwhile'],
});
