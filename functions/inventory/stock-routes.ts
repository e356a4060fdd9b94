import * as z from 'zod';
import { CHANNELS } from '../../events/contract.ts';
import { defineRoute, idSchema, instantSchema, pageOf, pageQuery, skuSchema } from '../../shared/platform/route.ts';

const units = z.int().min(0).max(100_000_000);
const some = z.int().min(1).max(100_000_000);
const reference = z.string().min(1).max(100);
const place = { sku: skuSchema, locationId: idSchema };
const unknown = ['catalog.unknown-sku', 'inventory.unknown-location', 'inventory.bundle'] as const;
const byReference = [...unknown, 'inventory.reference-reused', 'inventory.changed-meanwhile'] as const;

export const countStock = defineRoute({
  id: 'countStock',
  method: 'POST',
  path: '/v1/admin/stock/counts',
  access: ['staff'],
  summary: 'Somebody counted what lies there',
  body: z.strictObject({ ...place, counted: units, reference, countedAt: instantSchema.optional() }),
  replies: {
    201: z.strictObject({
      countId: z.string(),
      sku: z.string(),
      locationId: z.string(),
      counted: z.int(),
      expected: z.int(),
      difference: z.int(),
      short: z.int(),
      reference: z.string(),
    }),
  },
  errors: [...byReference, 'inventory.count-out-of-time'],
});

export const damageStock = defineRoute({
  id: 'damageStock',
  method: 'POST',
  path: '/v1/admin/stock/damages',
  access: ['staff'],
  summary: 'Units were found broken, or broken ones were thrown away',
  body: z.strictObject({ ...place, quantity: some, reference, step: z.enum(['found', 'written-off']) }),
  replies: {
    201: z.strictObject({
      damageId: z.string(),
      sku: z.string(),
      locationId: z.string(),
      quantity: z.int(),
      reference: z.string(),
      step: z.enum(['found', 'written-off']),
    }),
  },
  errors: [...byReference, 'inventory.not-that-many'],
});

const transfer = z.strictObject({
  transferId: z.string(),
  sku: z.string(),
  from: z.string(),
  to: z.string(),
  quantity: z.int(),
  reference: z.string(),
  status: z.enum(['in-transit', 'received']),
  received: z.int().optional(),
});

export const dispatchTransfer = defineRoute({
  id: 'dispatchTransfer',
  method: 'POST',
  path: '/v1/admin/stock/transfers',
  access: ['staff'],
  summary: 'Units leave one location for another',
  body: z.strictObject({ sku: skuSchema, from: idSchema, to: idSchema, quantity: some, reference }),
  replies: { 201: transfer },
  errors: [...byReference, 'inventory.not-that-many', 'inventory.same-location'],
});

export const receiveTransfer = defineRoute({
  id: 'receiveTransfer',
  method: 'POST',
  path: '/v1/admin/stock/transfers/{transferId}/receive',
  access: ['staff'],
  summary: 'A transfer arrived, perhaps with more or less than was sent',
  params: z.strictObject({ transferId: idSchema }),
  body: z.strictObject({ received: units }),
  replies: { 200: transfer },
  errors: ['inventory.unknown-transfer', 'inventory.transfer-received', 'inventory.changed-meanwhile'],
});

const pool = z.strictObject({
  channel: z.enum(CHANNELS),
  units: units.optional(),
  percent: z.int().min(1).max(100).optional(),
  lendsTo: z.array(z.enum(CHANNELS)).max(CHANNELS.length).default([]),
  floor: units.default(0),
});

const settings = {
  safety: units.optional(),
  lowAt: units.optional(),
  /** How many units that are not there may be ordered all the same; none unless it is said. */
  backorder: z.strictObject({ limit: units }).optional(),
  pools: z.array(pool).max(CHANNELS.length).default([]),
};

export const putStockSettings = defineRoute({
  id: 'putStockSettings',
  method: 'PUT',
  path: '/v1/admin/stock/{sku}/settings/{locationId}',
  access: ['staff'],
  summary: 'Lay down safety stock, the threshold of low stock, backorders and the pools of channels',
  params: z.strictObject(place),
  body: z.strictObject(settings),
  replies: { 200: z.strictObject({ ...settings, sku: z.string(), locationId: z.string() }) },
  errors: [...unknown, 'inventory.pools-exceed', 'inventory.changed-meanwhile'],
});

export const listStockLedger = defineRoute({
  id: 'listStockLedger',
  method: 'GET',
  path: '/v1/admin/stock/{sku}/ledger',
  access: ['staff'],
  summary: 'Every movement of a SKU, newest first',
  params: z.strictObject({ sku: skuSchema }),
  query: z.strictObject(pageQuery),
  replies: {
    200: pageOf(
      z.strictObject({
        entryId: z.string(),
        at: z.iso.datetime(),
        locationId: z.string(),
        cause: z.string(),
        reference: z.string(),
        actor: z.string().optional(),
        by: z.record(z.string(), z.int()),
      }),
    ),
  },
  errors: ['request.bad-cursor'],
});

export const listStockShortages = defineRoute({
  id: 'listStockShortages',
  method: 'GET',
  path: '/v1/admin/stock-shortages',
  access: ['staff'],
  summary: 'Where units that are promised to orders are not there, and how many',
  query: z.strictObject(pageQuery),
  replies: {
    200: pageOf(z.strictObject({ sku: z.string(), locationId: z.string(), reserved: z.int(), short: z.int().min(1) })),
  },
  errors: ['request.bad-cursor'],
});

export const auditSkus = defineRoute({
  id: 'auditSkus',
  method: 'GET',
  path: '/v1/admin/stock-audit',
  access: ['staff'],
  summary: 'Recompute the stock of some SKUs from the ledger and name every difference',
  query: z.strictObject({
    after: skuSchema.optional(),
    limit: z.coerce.number().int().min(1).max(50).default(20),
    whole: z.enum(['true', 'false']).default('false'),
  }),
  replies: {
    200: z.strictObject({
      checked: z.int(),
      entries: z.int(),
      moving: z.array(z.string()),
      differences: z.array(
        z.strictObject({
          sku: z.string(),
          locationId: z.string(),
          counter: z.string(),
          stands: z.int(),
          recomputed: z.int(),
        }),
      ),
      next: z.string().optional(),
    }),
  },
});
