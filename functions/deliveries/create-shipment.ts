/**
 * POST /v1/admin/orders/{orderId}/shipments: all that is left of a paid order, or the lines named. Promise: the parcel, the
 * order's step and the claimed stock are one commit; no unit leaves twice. A repeat under its key gets the parcel of the first.
 */
import { DeliveryProgressed } from '../../events/deliveries/delivery-progressed.v1.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { onceIfKeyed, recordIfKeyed } from '../../shared/platform/optional-command.ts';
import { announce } from '../../shared/platform/outbox.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { explode } from '../inventory/holds.ts';
import { findOrder, leftToShip, shipOrder } from '../orders/holds.ts';
import { adopt } from './domain/parcel.ts';
import { assertShippable, pick } from './domain/shipping.ts';
import { retryWhenMoved } from './retry.ts';
import { createShipment as route } from './routes.ts';
import { listUnderOrder, putParcel, readParcel } from './store.ts';

const unknownOrder = () => new DomainError('not-found', 'orders.unknown-order', 'There is no such order.');
const taken = () => new DomainError('conflict', 'deliveries.tracking-taken', 'Another delivery has this number.');

export const handler = httpHandler(route, ({ params: { orderId }, body, caller, command }, run) => {
  const { partner } = body;
  const commanded = { context: 'deliveries', command, run };
  const deliveryId = run.newId('delivery');
  const trackingNumber = body.trackingNumber ?? run.newId().toUpperCase();
  const reply = { status: 201, body: { deliveryId, trackingNumber } };
  const ship = async () => {
    const [order, history] = await Promise.all([findOrder(orderId), readParcel(partner, trackingNumber)]);
    if (!order) throw unknownOrder();
    assertShippable(order);
    // A set leaves as its parts, since those are what lies on the shelf.
    const asked = body.lines && explode(body.lines, order.bundles);
    const lines = pick(leftToShip(order), asked, body.locationId);
    if (history.parcel?.deliveryId) throw taken();
    const delivery = { orderId, deliveryId, partner, trackingNumber };
    const { parcel, progress } = adopt(history, delivery);
    await commit([
      ...recordIfKeyed(commanded, { reply }),
      ...shipOrder(order, { deliveryId, partner, trackingNumber, lines }, `staff ${caller.id}`, run),
      putParcel(parcel),
      listUnderOrder({ ...delivery, createdAt: run.now }),
      ...progress.map((data) => announce(DeliveryProgressed, { subject: deliveryId, data }, run)),
    ]);
  };
  return onceIfKeyed(commanded, async () => {
    await retryWhenMoved(ship);
    return reply;
  });
});
