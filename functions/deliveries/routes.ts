import * as z from 'zod';
import { defineRoute, idSchema, instantSchema, quantitySchema, skuSchema } from '../../shared/platform/route.ts';

const partner = z.enum(['sandbox']);
const trackingNumber = z.string().regex(/^[A-Za-z0-9-]{4,64}$/);
const orderParams = z.strictObject({ orderId: idSchema });

/** What the sandbox partner pushes. `status` is free: a word that we do not know is kept and moves nothing. */
export const sandboxPush = z.strictObject({
  trackingNumber,
  status: z.string().min(1).max(64),
  at: instantSchema,
  eventId: z.string().regex(/^[\x21-\x7e]{1,200}$/),
});

const timelineEntry = z.strictObject({
  status: z.string(),
  at: z.string(),
  code: z.string(),
  detail: z.string().optional(),
});

export const createShipment = defineRoute({
  id: 'createShipment',
  method: 'POST',
  path: '/v1/admin/orders/{orderId}/shipments',
  access: ['staff'],
  summary: 'Hand a paid order, or some of it, to a delivery partner',
  params: orderParams,
  body: z.strictObject({
    partner,
    trackingNumber: trackingNumber.optional(),
    lines: z
      .array(z.strictObject({ sku: skuSchema, quantity: quantitySchema }))
      .min(1)
      .max(500)
      .optional(),
    locationId: idSchema.optional(),
  }),
  idempotent: 'optional',
  replies: { 201: z.strictObject({ deliveryId: z.string(), trackingNumber: z.string() }) },
  errors: [
    'orders.unknown-order',
    'deliveries.not-paid',
    'orders.awaits-group',
    'deliveries.to-be-collected',
    'deliveries.already-shipped',
    'deliveries.over-shipment',
    'deliveries.tracking-taken',
  ],
});

export const listDeliveries = defineRoute({
  id: 'listDeliveries',
  method: 'GET',
  path: '/v1/orders/{orderId}/deliveries',
  access: ['customer', 'staff'],
  summary: 'Follow the parcels of an order',
  params: orderParams,
  replies: {
    200: z.strictObject({
      items: z.array(
        z.strictObject({
          deliveryId: z.string(),
          partner: z.string(),
          trackingNumber: z.string(),
          status: z.string(),
          timeline: z.array(timelineEntry),
        }),
      ),
    }),
  },
  errors: ['orders.unknown-order'],
});

export const deliveryWebhook = defineRoute({
  id: 'deliveryWebhook',
  method: 'POST',
  path: '/v1/webhooks/deliveries/{partner}',
  access: 'public',
  summary: 'Hear a delivery partner (Standard Webhooks signature)',
  params: z.strictObject({ partner: z.string().min(1).max(40) }),
  raw: true,
  replies: { 200: z.strictObject({ received: z.literal(true) }) },
  errors: ['webhooks.bad-signature', 'webhooks.unknown-partner'],
});
