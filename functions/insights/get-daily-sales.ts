/** GET /v1/admin/insights/daily-sales: what was sold per day of the shop's calendar and channel; empty days are absent. */
import { httpHandler } from '../../shared/platform/http.ts';
import { checkRange, present } from './domain/sales.ts';
import { getDailySales as route } from './routes.ts';
import { salesBetween } from './store.ts';

export const handler = httpHandler(route, async ({ query: { from, to, channel } }) => {
  checkRange(from, to);
  const sales = await salesBetween(from, to);
  const items = sales.filter((day) => channel === undefined || day.channel === channel).map(present);
  return { status: 200, body: { items } };
});
