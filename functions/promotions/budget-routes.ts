import * as z from 'zod';
import { defineRoute, idSchema } from '../../shared/platform/route.ts';

export const getBudget = defineRoute({
  id: 'getBudget',
  method: 'GET',
  path: '/v1/admin/promotions/{promotionId}/budget',
  access: ['staff'],
  summary: "What of a promotion's budget is held by orders, spent and left, hour by hour; amounts in minor units",
  params: z.strictObject({ promotionId: idSchema }),
  replies: {
    200: z.strictObject({
      promotionId: z.string(),
      budget: z.int().optional(),
      held: z.int(),
      spent: z.int(),
      left: z.int().optional(),
      /** What may be given now, where pacing keeps some back. */
      availableNow: z.int().optional(),
      uses: z.strictObject({ used: z.int(), most: z.int().optional(), left: z.int().optional() }),
      units: z.strictObject({ sold: z.int(), quota: z.int(), left: z.int() }).optional(),
      paced: z.int().optional(),
      shards: z.int(),
      isClosed: z.boolean(),
      hourly: z.array(
        z.strictObject({ hour: z.string(), given: z.int(), held: z.int(), spent: z.int(), uses: z.int() }),
      ),
      alerts: z.array(z.strictObject({ percent: z.int(), at: z.string() })),
    }),
  },
  errors: ['promotions.no-budget'],
});
