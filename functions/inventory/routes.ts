import * as z from 'zod';
import { CHANNELS } from '../../events/contract.ts';
import { defineRoute, idSchema, skuSchema } from '../../shared/platform/route.ts';

const location = z.strictObject({
  locationId: z.string(),
  kind: z.enum(['warehouse', 'store']),
  name: z.string(),
  region: z.string(),
  capabilities: z.array(z.enum(['ship', 'pickup', 'return'])),
});

export const receiveStock = defineRoute({
  id: 'receiveStock',
  method: 'POST',
  path: '/v1/admin/stock/receipts',
  access: ['staff'],
  summary: 'Goods came in',
  body: z.strictObject({
    sku: skuSchema,
    locationId: idSchema,
    quantity: z.int().min(1).max(100_000_000),
    reference: z.string().min(1).max(100),
  }),
  replies: {
    201: z.strictObject({
      receiptId: z.string(),
      sku: z.string(),
      locationId: z.string(),
      quantity: z.int(),
      reference: z.string(),
    }),
  },
  errors: [
    'catalog.unknown-sku',
    'inventory.unknown-location',
    'inventory.bundle',
    'inventory.reference-reused',
    'inventory.changed-meanwhile',
  ],
});

export const getStock = defineRoute({
  id: 'getStock',
  method: 'GET',
  path: '/v1/admin/stock/{sku}',
  access: ['staff'],
  summary: 'Stock of a SKU at each location',
  params: z.strictObject({ sku: skuSchema }),
  replies: {
    200: z.strictObject({
      sku: z.string(),
      locations: z.array(
        z.strictObject({
          locationId: z.string(),
          onHand: z.int(),
          reserved: z.int(),
          available: z.int(),
          safety: z.int().optional(),
          short: z.int().optional(),
          damaged: z.int().optional(),
          incoming: z.int().optional(),
          awaited: z.int().optional(),
          pools: z.partialRecord(z.enum(CHANNELS), z.int()).optional(),
        }),
      ),
    }),
  },
});

export const listLocations = defineRoute({
  id: 'listLocations',
  method: 'GET',
  path: '/v1/locations',
  access: 'public',
  summary: 'Warehouses and stores',
  replies: { 200: z.strictObject({ items: z.array(location) }) },
});

export const putLocation = defineRoute({
  id: 'putLocation',
  method: 'PUT',
  path: '/v1/admin/locations/{locationId}',
  access: ['staff'],
  summary: 'Create or change a location',
  params: z.strictObject({ locationId: idSchema }),
  body: z.strictObject({
    kind: z.enum(['warehouse', 'store']),
    name: z.string().min(1).max(100),
    region: z.string().min(1).max(100),
    capabilities: z.array(z.enum(['ship', 'pickup', 'return'])).max(3),
  }),
  replies: { 200: location },
});
