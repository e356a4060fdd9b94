/** GET /v1/orders/{orderId}/story: every step of an order with time, actor, event and correlation id. */
import { httpHandler } from '../../shared/platform/http.ts';
import { parcelSteps } from '../deliveries/holds.ts';
import { storyOf } from './domain/story.ts';
import { ownOrder } from './own-order.ts';
import { getOrderStory as route } from './routes.ts';

export const handler = httpHandler(route, async ({ params: { orderId }, caller }) => {
  const { order } = await ownOrder(orderId, caller);
  const steps = storyOf(order, order.deliveryId ? await parcelSteps(orderId) : []);
  return { status: 200, body: { orderId, status: order.status, steps } };
});
