import * as z from 'zod';
import { CHANNELS } from '../../events/contract.ts';
import {
  canBeKey,
  defineRoute,
  localisedSchema,
  moneySchema,
  pageOf,
  pageQuery,
  skuSchema,
} from '../../shared/platform/route.ts';

const status = z.enum(['active', 'clearance', 'retired']);
/** A number that the table keeps exactly as it came: DynamoDB knows none that are nearer to zero. */
const storable = z
  .number()
  .min(Number.MIN_SAFE_INTEGER)
  .max(Number.MAX_SAFE_INTEGER)
  .refine((value) => value === 0 || Math.abs(value) >= 1e-100);
const attributes = z.record(z.string().max(64).refine(canBeKey), z.union([z.string().max(500), storable, z.boolean()]));
const params = z.strictObject({ sku: skuSchema });
const channel = z.enum(CHANNELS).optional();
const category = z.string().min(1).max(64);
const bundle = z
  .array(z.strictObject({ sku: skuSchema, quantity: z.int().min(1).max(1_000) }))
  .min(1)
  .max(20);

/** A product as customers see it: the name in their language, what is available over all locations. */
export const productReply = z.strictObject({
  sku: z.string(),
  name: z.string(),
  category: z.string(),
  brand: z.string().optional(),
  price: moneySchema,
  listPrice: moneySchema.optional(),
  listPriceLabel: z.string().optional(),
  status,
  available: z.int(),
  attributes,
  bundle: bundle.optional(),
});

/** A product as staff write it. */
export const productBody = z.strictObject({
  name: localisedSchema,
  category,
  brand: z.string().min(1).max(100).optional(),
  price: moneySchema,
  listPrice: moneySchema.optional(),
  /** Such as 厂商建议零售价: then it is no former price of the shop's own. */
  listPriceLabel: z.string().min(1).max(40).optional(),
  cost: moneySchema.optional(),
  weightGrams: z.int().min(0).max(10_000_000).optional(),
  status,
  attributes: attributes.optional(),
  bundle: bundle.optional(),
});

/** What staff are told besides: the list price is shown nowhere, and which rule says so. */
const notices = z.array(z.strictObject({ path: z.string(), code: z.string(), rule: z.string() }));

export const listProducts = defineRoute({
  id: 'listProducts',
  method: 'GET',
  path: '/v1/products',
  access: 'public',
  summary: 'Browse the catalogue',
  query: z.strictObject({
    ...pageQuery,
    channel,
    category: category.optional(),
    q: z.string().min(1).max(100).optional(),
  }),
  replies: { 200: pageOf(productReply) },
  errors: ['request.bad-cursor'],
});

export const getProduct = defineRoute({
  id: 'getProduct',
  method: 'GET',
  path: '/v1/products/{sku}',
  access: 'public',
  summary: 'See one product, at the price of a channel (web, unless said)',
  params,
  query: z.strictObject({ channel }),
  replies: { 200: productReply },
  errors: ['catalog.unknown-sku'],
});

export const putProduct = defineRoute({
  id: 'putProduct',
  method: 'PUT',
  path: '/v1/admin/products/{sku}',
  access: ['staff'],
  summary: 'Create or change a product',
  params,
  body: productBody,
  replies: { 200: productBody.extend({ sku: z.string(), version: z.int(), notices: notices.optional() }) },
  errors: [
    'catalog.wrong-currency',
    'catalog.bad-bundle',
    'catalog.changed-meanwhile',
    'pricing.below-minimum',
    'pricing.above-maximum',
    'pricing.below-floor',
    'pricing.above-ceiling',
    'pricing.changed-too-fast',
    'pricing.needs-approval',
  ],
});

export const getShop = defineRoute({
  id: 'getShop',
  method: 'GET',
  path: '/v1/shop',
  access: 'public',
  summary: 'See the settings every client needs: the currency of all prices, the time zone of all days',
  replies: { 200: z.strictObject({ currency: z.string(), timeZone: z.string() }) },
});
