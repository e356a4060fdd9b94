/** GET /v1/orders/{orderId}/deliveries: the parcels of one's order, each with its timeline in the order things happened. */
import { httpHandler } from '../../shared/platform/http.ts';
import { ownOrder } from '../orders/holds.ts';
import { timelineOf } from './domain/projection.ts';
import { listDeliveries as route } from './routes.ts';
import { type DeliveryRef, deliveriesOf, readParcel } from './store.ts';

async function present({ deliveryId, partner, trackingNumber }: DeliveryRef) {
  const { parcel, events } = await readParcel(partner, trackingNumber);
  const status = parcel?.status ?? 'CREATED';
  return { deliveryId, partner, trackingNumber, status, timeline: timelineOf(events) };
}

export const handler = httpHandler(route, async ({ params: { orderId }, caller }) => {
  const [deliveries] = await Promise.all([deliveriesOf(orderId), ownOrder(orderId, caller)]);
  return { status: 200, body: { items: await Promise.all(deliveries.map(present)) } };
});
