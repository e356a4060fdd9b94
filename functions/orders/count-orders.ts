/** GET /v1/admin/order-counts: how many orders are in each status, for the console. */
import { httpHandler } from '../../shared/platform/http.ts';
import { STATUSES } from './domain/order.ts';
import { countOrders as route } from './routes.ts';
import { countInStatus } from './store.ts';

const COUNT_TO = 1_000;

export const handler = httpHandler(route, async () => {
  const counts = await Promise.all(STATUSES.map((status) => countInStatus(status, COUNT_TO)));
  return { status: 200, body: { items: STATUSES.map((status, index) => ({ status, count: counts[index] })) } };
});
