/** GET /v1/orders: the caller's orders, newest first. */
import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { orderSummary } from './domain/reply.ts';
import { listOrders as route } from './routes.ts';
import { ordersOfCustomer, readOrders } from './store.ts';

export const handler = httpHandler(route, async ({ query, caller }) => {
  const list = `orders of ${caller.id}`;
  const { orderIds, lastKey } = await ordersOfCustomer(caller.id, query.limit, await readCursor(list, query.cursor));
  const items = (await readOrders(orderIds)).map(orderSummary);
  return { status: 200, body: { items, nextCursor: await writeCursor(list, lastKey) } };
});
