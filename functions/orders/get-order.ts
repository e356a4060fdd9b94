/** GET /v1/orders/{orderId}: one order, for its buyer and staff; its pick-up code for its buyer alone, while it waits for him. */
import { httpHandler } from '../../shared/platform/http.ts';
import { waitsForPickup } from './domain/pickup.ts';
import { orderReply } from './domain/reply.ts';
import { ownOrder } from './own-order.ts';
import { pickupCode } from './pickup-code.ts';
import { getOrder as route } from './routes.ts';

export const handler = httpHandler(route, async ({ params: { orderId }, caller }) => {
  const { order } = await ownOrder(orderId, caller);
  const isBuyer = order.customerId === caller.id;
  const code = isBuyer && waitsForPickup(order) ? { pickupCode: await pickupCode(orderId) } : {};
  return { status: 200, body: { ...orderReply(order), ...code } };
});
