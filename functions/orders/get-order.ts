/** GET /v1/orders/{orderId}: one order, for its buyer and staff. */
import { httpHandler } from '../../shared/platform/http.ts';
import { orderReply } from './domain/reply.ts';
import { ownOrder } from './own-order.ts';
import { getOrder as route } from './routes.ts';

export const handler = httpHandler(route, async ({ params: { orderId }, caller }) => {
  const { order } = await ownOrder(orderId, caller);
  return { status: 200, body: orderReply(order) };
});
