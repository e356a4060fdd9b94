import * as z from 'zod';
import { defineRoute, idSchema } from '../../shared/platform/route.ts';

/** They are read with carts, so they stay a small item. */
const MOST_DISTANCES = 1_000;

const countOf = (distances: Record<string, object>) =>
  Object.values(distances).reduce((sum, to) => sum + Object.keys(to).length, 0);

const sourcing = z.strictObject({
  policy: z.enum(['priority', 'nearest', 'fewest-parcels']),
  priority: z.array(idSchema).max(100).default([]),
  distances: z
    .record(z.string().min(1).max(100), z.record(z.string().min(1).max(100), z.int().min(0).max(100_000)))
    .refine((distances) => countOf(distances) <= MOST_DISTANCES, `At most ${MOST_DISTANCES} distances.`)
    .default({}),
});

export const putSourcing = defineRoute({
  id: 'putSourcing',
  method: 'PUT',
  path: '/v1/admin/sourcing',
  access: ['staff'],
  summary: 'Lay down how locations are chosen for an order',
  body: sourcing,
  replies: { 200: sourcing },
});

export const getSourcing = defineRoute({
  id: 'getSourcing',
  method: 'GET',
  path: '/v1/admin/sourcing',
  access: ['staff'],
  summary: 'See how locations are chosen for an order',
  replies: { 200: sourcing },
});
