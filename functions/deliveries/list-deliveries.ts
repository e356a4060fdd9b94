/** GET /v1/orders/{orderId}/deliveries: the parcels of one's order, each with its timeline in the order things happened. */
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { findOrder } from '../orders/holds.ts';
import { timelineOf } from './domain/projection.ts';
import { listDeliveries as route } from './routes.ts';
import { type DeliveryRef, deliveriesOf, readParcel } from './store.ts';

async function present({ deliveryId, partner, trackingNumber }: DeliveryRef) {
  const { parcel, events } = await readParcel(partner, trackingNumber);
  const status = parcel?.status ?? 'CREATED';
  return { deliveryId, partner, trackingNumber, status, timeline: timelineOf(events) };
}

export const handler = httpHandler(route, async ({ params: { orderId }, caller }) => {
  const [order, deliveries] = await Promise.all([findOrder(orderId), deliveriesOf(orderId)]);
  const maySee = order?.customerId === caller.id || caller.roles.some((role) => role === 'staff' || role === 'admin');
  if (!order || !maySee) throw new DomainError('not-found', 'orders.unknown-order', 'There is no such order.');
  return { status: 200, body: { items: await Promise.all(deliveries.map(present)) } };
});
