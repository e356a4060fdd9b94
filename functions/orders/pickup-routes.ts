import * as z from 'zod';
import { defineRoute, idSchema } from '../../shared/platform/route.ts';
import { STATUSES } from './domain/order.ts';

/** Hands the goods of an order over to whoever shows its code. */
export const handOverOrder = defineRoute({
  id: 'handOverOrder',
  method: 'POST',
  path: '/v1/admin/orders/{orderId}/pickup',
  access: ['staff'],
  summary: 'Hand a picked-up order over, for its code',
  params: z.strictObject({ orderId: idSchema }),
  body: z.strictObject({ code: z.string().regex(/^\d{8}$/) }),
  replies: {
    200: z.strictObject({ orderId: z.string(), status: z.enum(STATUSES), handedOverAt: z.iso.datetime() }),
  },
  errors: [
    'orders.unknown-order',
    'orders.not-collectable',
    'orders.awaits-group',
    'orders.wrong-pickup-code',
    'orders.pickup-locked',
    'orders.changed-meanwhile',
  ],
});
