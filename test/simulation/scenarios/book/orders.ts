import { fill, store } from '../../crash-points/shelf.ts';
import type { Desk, Page } from './desk.ts';

async function open({ clerk }: Desk): Promise<void> {
  await clerk('PUT /v1/admin/locations/store-1', store);
  await fill(clerk, ['A', 'B'], { main: 20, 'store-1': 20 });
}

const orderOf = (lines: object[], more: object = {}) => ({
  channel: 'web',
  lines,
  payment: { provider: 'sandbox', token: 'approve' },
  ...more,
});

const back = (sku: string, quantity: number) => ({ lines: [{ sku, quantity }], reason: 'book' });
const received = (sku: string, quantity: number) => ({
  lines: [{ sku, quantity, condition: 'resaleable' }],
  locationId: 'store-1',
});

/** While one counter looks, the other takes the goods: what comes is received once, as it came first. */
async function twoCounters({ clerk, buyer, overtaken }: Desk, orderId: string): Promise<void> {
  const { returnId } = await buyer(`POST /v1/orders/${orderId}/returns`, back('A', 1), { refundTotal: 1_000 });
  const receive = (condition: string, wanted: string | object) => {
    const lines = [{ sku: 'A', quantity: 1, condition }];
    return clerk(`POST /v1/admin/returns/${returnId}/receive`, { lines, locationId: 'store-1' }, wanted);
  };
  const first = overtaken({ by: 'receive-return', call: 'GetItem', nth: 3 }, () =>
    receive('resaleable', { status: 'REFUNDED' }),
  );
  await receive('damaged', 'orders.return-received');
  await first;
}

/** What left may come back, each unit once; what came is what was announced, once. */
export const returns: Page = {
  name: 'returns',
  open,
  async play(desk) {
    const { clerk, buyer, guest, pause, costs } = desk;
    const lines = [
      { sku: 'A', quantity: 2 },
      { sku: 'B', quantity: 1 },
    ];
    const { orderId } = await buyer('POST /v1/orders', orderOf(lines), { status: 'PAID' });
    const path = `/v1/orders/${orderId}`;
    await buyer(`POST ${path}/returns`, back('A', 1), 'orders.not-returnable');
    await buyer(`POST ${path}/returns/quote`, back('A', 1), 'orders.not-returnable');
    const parcel = { partner: 'sandbox', trackingNumber: 'BOOK-1' };
    await clerk(`POST /v1/admin${path.slice(3)}/shipments`, parcel);
    await clerk(
      `POST /v1/admin${path.slice(3)}/shipments`,
      { ...parcel, trackingNumber: 'BOOK-2' },
      'deliveries.already-shipped',
    );
    await buyer(`POST ${path}/cancel`, {}, 'orders.not-cancellable');
    await buyer(`POST ${path}/payments`, { payment: { provider: 'sandbox', token: 'approve' } }, 'orders.not-payable');
    await guest(`POST ${path}/returns`, back('A', 1), 'orders.unknown-order');
    await buyer(`POST ${path}/returns/quote`, back('A', 3), 'orders.return-exceeds-purchase');
    const { returnId } = await buyer(`POST ${path}/returns`, back('A', 2), { refundTotal: 2_000 });
    await buyer(`POST ${path}/returns`, back('A', 1), 'orders.return-exceeds-purchase');
    const receive = (body: object, wanted: string | object) =>
      clerk(`POST /v1/admin/returns/${returnId}/receive`, body, wanted);
    await receive(received('A', 3), 'orders.return-exceeds-request');
    await receive(received('B', 1), 'orders.return-exceeds-request');
    await receive(received('A', 1), { status: 'REFUNDED', refundTotal: 1_000 });
    await receive(received('A', 1), { status: 'REFUNDED' });
    await receive(received('A', 2), 'orders.return-received');
    await buyer(`POST ${path}/returns`, back('A', 2), 'orders.return-exceeds-purchase');
    await twoCounters(desk, orderId);
    const cancelled = await buyer('POST /v1/orders', orderOf(lines), { status: 'PAID' });
    // Nobody asks again what became of its payment.
    await costs('cancel-order', 4, () =>
      buyer(`POST /v1/orders/${cancelled.orderId}/cancel`, {}, { status: 'CANCELLED' }),
    );
    await buyer(`POST /v1/orders/${cancelled.orderId}/cancel`, {}, 'orders.not-cancellable');
    await clerk(
      `POST /v1/admin/orders/${cancelled.orderId}/shipments`,
      { ...parcel, trackingNumber: 'BOOK-3' },
      'deliveries.not-paid',
    );
    await pause(60);
    await clerk('GET /v1/admin/stock/A', undefined, { locations: [{ onHand: 18 }, { onHand: 22 }] });
  },
};

const tillOf = (sequence: number, soldAt: string, amount: number) => ({
  tillId: 'till-1',
  locationId: 'store-1',
  currency: 'CNY',
  orders: [
    { sequence, soldAt, lines: [{ sku: 'A', quantity: 1, unitPrice: 1_000 }], payments: [{ method: 'cash', amount }] },
  ],
});

/** Five wrong codes lock for a quarter of an hour; a till's sale is of the past, and paid to the unit. */
export const counter: Page = {
  name: 'counter',
  open,
  async play({ clerk, buyer, pause, at }) {
    const pickup = { delivery: { method: 'pickup', locationId: 'store-1' } };
    const { orderId } = await buyer('POST /v1/orders', orderOf([{ sku: 'B', quantity: 1 }], pickup), {
      status: 'PAID',
    });
    const { pickupCode } = await buyer(`GET /v1/orders/${orderId}`);
    const show = (code: string, wanted: string | object) =>
      clerk(`POST /v1/admin/orders/${orderId}/pickup`, { code }, wanted);
    const parcel = { partner: 'sandbox', trackingNumber: 'BOOK-4' };
    await clerk(`POST /v1/admin/orders/${orderId}/shipments`, parcel, 'deliveries.to-be-collected');
    for (let time = 1; time <= 5; time += 1) await show('00000000', 'orders.wrong-pickup-code');
    await show(pickupCode, 'orders.pickup-locked');
    await pause(901);
    await show('00000000', 'orders.wrong-pickup-code');
    await show(pickupCode, {});
    await show(pickupCode, {});
    const tell = (body: object, outcome: object) => clerk('POST /v1/admin/till/orders', body, { items: [outcome] });
    await tell(tillOf(1, at(3_600), 1_000), { code: 'orders.till-sold-in-future' });
    await tell(tillOf(1, at(-60), 1_050), { code: 'orders.till-payments-differ' });
    await tell(tillOf(1, at(-60), 1_000), { outcome: 'recorded' });
  },
};
