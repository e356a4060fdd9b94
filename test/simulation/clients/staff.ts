import type { Stage } from '../scenarios/stage.ts';
import type { Person } from './person.ts';

type Listed = { items: { orderId: string }[] };

/** The delivery partner tells of a parcel: every step, in no order. */
export function carry({ simulation }: Stage, person: Person, trackingNumber: string): void {
  const { random, now } = person;
  ['PICKED_UP', 'IN_TRANSIT', 'DELIVERED'].forEach((status, step) => {
    const at = new Date(now + (step + 1) * 1_000).toISOString();
    const payload = { trackingNumber, status, at, eventId: `${trackingNumber}-${step}` };
    simulation.pushes.tell('/v1/webhooks/deliveries/sandbox', payload, random.between(500, 20_000));
  });
}

type Order = { status?: string; lines?: { sku: string; quantity: number }[]; delivery?: { method: string } };

/** Some units of the order's first line, where there are more. */
function someOf({ lines = [] }: Order): { sku: string; quantity: number }[] | undefined {
  const [first] = lines;
  return first && (first.quantity > 1 || lines.length > 1) ? [{ sku: first.sku, quantity: 1 }] : undefined;
}

/** Ships an order; answers whether it has to wait for others. */
async function ship(person: Person, stage: Stage, orderId: string): Promise<boolean> {
  const path = `/v1/admin/orders/${orderId}/shipments`;
  const seen = await person.send({ method: 'GET', path: `/v1/orders/${orderId}` });
  // What was not seen is shipped all the same: the shop refuses what waits at the counter.
  const order = (seen?.status === 200 ? seen.body : {}) as Order;
  if (order.delivery?.method === 'pickup' && person.random.chance(0.8)) return false;
  const part = person.random.chance(0.3) ? someOf(order) : undefined;
  const parcels = part ? [part, undefined] : [undefined];
  for (const [index, lines] of parcels.entries()) {
    const trackingNumber = `T${index}-${orderId.slice(-20)}`;
    const body = { partner: 'sandbox', trackingNumber, ...(lines && { lines }) };
    const reply = await person.insist({ method: 'POST', path, body });
    stage.simulation.core.count(`ship ${reply.status === 201 ? 201 : String(reply.body.code)}`);
    // An order that turns out shipped already was shipped by the try whose answer was lost.
    if (reply.body.code === 'orders.awaits-group') return true;
    if (reply.status === 201 || reply.body.code === 'deliveries.already-shipped') carry(stage, person, trackingNumber);
  }
  return false;
}

/** The warehouse: ships what is paid, a few at a time. */
export async function shipAsStaff(person: Person, stage: Stage): Promise<void> {
  const { random } = person;
  const known = new Set<string>();
  while (person.now < stage.closesAt) {
    await person.pause(random.between(5_000, 25_000));
    const reply = await person.send({ method: 'GET', path: '/v1/admin/orders', query: { status: 'PAID', limit: '5' } });
    const { items = [] } = (reply?.status === 200 ? reply.body : {}) as Partial<Listed>;
    for (const { orderId } of items) {
      if (known.has(orderId) || !random.chance(0.7)) continue;
      known.add(orderId);
      if (await ship(person, stage, orderId)) known.delete(orderId);
    }
  }
}

/** The goods-in desk: stock arrives now and then. */
export async function receiveAsStaff(person: Person, stage: Stage): Promise<void> {
  const { random } = person;
  for (let receipt = 1; person.now < stage.closesAt; receipt += 1) {
    await person.pause(random.between(10_000, 80_000));
    const body = {
      sku: random.pick(stage.skus),
      locationId: 'main',
      quantity: random.between(1, 6),
      reference: `truck-${receipt}`,
    };
    await person.insist({ method: 'POST', path: '/v1/admin/stock/receipts', body });
  }
}
