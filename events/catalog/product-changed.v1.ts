import * as z from 'zod';
import { defineEvent } from '../contract.ts';

/** A product was created or changed. Entering `clearance` is seen by comparing `status` with `previousStatus`. */
export const ProductChanged = defineEvent({
  context: 'catalog',
  name: 'ProductChanged',
  version: 1,
  data: z.object({
    sku: z.string(),
    version: z.int(),
    category: z.string(),
    brand: z.string().optional(),
    price: z.int(),
    status: z.enum(['active', 'clearance', 'retired']),
    previousStatus: z.enum(['active', 'clearance', 'retired']).optional(),
  }),
  example: { sku: 'TEA-01', version: 2, category: 'tea', price: 4900, status: 'clearance', previousStatus: 'active' },
});
