import { fill } from '../../crash-points/shelf.ts';
import type { Desk, Page } from './desk.ts';

/** News of a parcel count by when it happened, once; after it arrived only its way back does, and what nobody knows moves nothing. */
export const parcels: Page = {
  name: 'parcels',
  open: ({ clerk }: Desk) => fill(clerk, ['A'], { main: 9 }),
  async play({ stage, clerk, buyer, pause, at }) {
    const { pushes } = stage.simulation;
    const body = {
      channel: 'web',
      lines: [{ sku: 'A', quantity: 1 }],
      payment: { provider: 'sandbox', token: 'approve' },
    };
    const { orderId } = await buyer('POST /v1/orders', body, { status: 'PAID' });
    await clerk(`POST /v1/admin/orders/${orderId}/shipments`, { partner: 'sandbox', trackingNumber: 'BOOK-9' });
    let news = 0;
    const tell = async (status: string, seconds: number) => {
      news += 1;
      const payload = { trackingNumber: 'BOOK-9', status, at: at(seconds), eventId: `news-${news}` };
      pushes.tell('/v1/webhooks/deliveries/sandbox', payload, 10);
      await pause(30);
    };
    const stands = (status: string) =>
      buyer(`GET /v1/orders/${orderId}/deliveries`, undefined, { items: [{ status }] });
    await tell('IN_TRANSIT', 0);
    await stands('IN_TRANSIT');
    await buyer(`GET /v1/orders/${orderId}`, undefined, { status: 'SHIPPED' });
    await tell('NO_SUCH_WORD', 0);
    await stands('IN_TRANSIT');
    await tell('PICKED_UP', -120);
    await stands('IN_TRANSIT');
    await tell('DELIVERED', 0);
    await tell('OUT_FOR_DELIVERY', 0);
    await tell('LOST', 0);
    await stands('DELIVERED');
    await buyer(`GET /v1/orders/${orderId}`, undefined, { status: 'COMPLETED' });
    await tell('RETURNING', 0);
    await stands('RETURNING');
    // The partner is faster than whoever writes the parcel down: what was told before counts then.
    const early = { trackingNumber: 'BOOK-10', status: 'DELIVERED', at: at(0), eventId: 'early' };
    pushes.tell('/v1/webhooks/deliveries/sandbox', early, 10);
    await pause(10);
    const next = await buyer('POST /v1/orders', body, { status: 'PAID' });
    await clerk(`POST /v1/admin/orders/${next.orderId}/shipments`, { partner: 'sandbox', trackingNumber: 'BOOK-10' });
    await pause(30);
    await buyer(`GET /v1/orders/${next.orderId}`, undefined, { status: 'COMPLETED' });
  },
};
