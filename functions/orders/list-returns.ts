/** GET /v1/orders/{orderId}/returns: the returns of an order, oldest first. */
import { httpHandler } from '../../shared/platform/http.ts';
import { ownOrder } from './own-order.ts';
import { listReturns as route } from './return-routes.ts';
import { returnsOf } from './return-store.ts';

export const handler = httpHandler(route, async ({ params: { orderId }, caller }) => {
  await ownOrder(orderId, caller);
  return { status: 200, body: { items: await returnsOf(orderId) } };
});
