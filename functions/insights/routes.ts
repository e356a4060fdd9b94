import * as z from 'zod';
import { defineRoute } from '../../shared/platform/route.ts';

const channel = z.enum(['web', 'mini-program', 'store', 'marketplace', 'live']);

/** What a channel sold on a day of the shop's calendar; amounts in minor units of the shop's currency. */
const dailySalesReply = z.strictObject({
  date: z.iso.date(),
  channel,
  orders: z.int(),
  units: z.int(),
  gross: z.int(),
  discounts: z.int(),
  net: z.int(),
  refunds: z.int(),
});

export const getDailySales = defineRoute({
  id: 'getDailySales',
  method: 'GET',
  path: '/v1/admin/insights/daily-sales',
  access: ['staff'],
  summary: 'See what was sold per day and channel',
  query: z.strictObject({ from: z.iso.date(), to: z.iso.date(), channel: channel.optional() }),
  replies: { 200: z.strictObject({ items: z.array(dailySalesReply) }) },
  errors: ['insights.bad-range', 'insights.range-too-long'],
});
