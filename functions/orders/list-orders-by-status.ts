/** GET /v1/admin/orders: orders in a status, newest first, for staff. */
import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { orderSummary } from './domain/reply.ts';
import { listOrdersByStatus as route } from './routes.ts';
import { ordersInStatus, readOrders } from './store.ts';

export const handler = httpHandler(route, async ({ query: { status, limit, cursor } }) => {
  const list = `orders ${status}`;
  const { orderIds, lastKey } = await ordersInStatus(status, limit, await readCursor(list, cursor));
  const items = (await readOrders(orderIds)).map(orderSummary);
  return { status: 200, body: { items, nextCursor: await writeCursor(list, lastKey) } };
});
