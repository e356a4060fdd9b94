import { fill, orderOf, store } from '../../crash-points/shelf.ts';
import type { Hands, Scene } from './hands.ts';

const units = (quantity: number) => [{ sku: 'A', quantity }];

/** An order's whole life, each step by three at a time. */
export const ordersTogether: Scene = {
  async open({ clerk }: Hands) {
    await clerk('PUT /v1/admin/locations/store-1', store);
    await fill(clerk, ['A'], { main: 40, 'store-1': 40 });
  },
  async play({ stage, clerk, buyer, clerks, devices, atOnce, wake, pause, at }) {
    const { orderId } = await buyer('POST /v1/orders', orderOf('A', 4, 'approve'));
    const path = `/v1/orders/${orderId}`;
    const ship = (trackingNumber: string): [string, unknown] => [
      `POST /v1/admin/orders/${orderId}/shipments`,
      { partner: 'sandbox', trackingNumber, lines: units(1) },
    ];
    await atOnce(ship('TOGETHER-1'), ship('TOGETHER-2'), ship('TOGETHER-3'));
    await atOnce(ship('TOGETHER-4'), ship('TOGETHER-4'), ship('TOGETHER-4'));
    for (const status of ['PICKED_UP', 'IN_TRANSIT', 'DELIVERED'])
      for (const parcel of ['TOGETHER-1', 'TOGETHER-2', 'TOGETHER-3', 'TOGETHER-4'])
        for (const delay of [100, 101]) {
          const payload = { trackingNumber: parcel, status, at: at(0), eventId: `${parcel}-${status}` };
          stage.simulation.pushes.tell('/v1/webhooks/deliveries/sandbox', payload, delay);
        }
    await pause(60);
    await devices(`POST ${path}/reviews`, { sku: 'A', rating: 5, text: 'Good' });
    const returned = await devices(`POST ${path}/returns`, { lines: units(1), reason: 'Three' });
    const received = { lines: [{ ...units(1)[0], condition: 'resaleable' }], locationId: 'store-1' };
    const ids = returned.map(({ returnId }) => returnId).filter((id) => id !== undefined);
    await atOnce(...ids.map((id): [string, unknown] => [`POST /v1/admin/returns/${id}/receive`, received]));
    if (ids[0]) await clerks(`POST /v1/admin/returns/${ids[0]}/receive`, received);
    const pending = await buyer('POST /v1/orders', orderOf('A', 1, 'pending'));
    await devices(`POST /v1/orders/${pending.orderId}/payments`, {
      payment: { provider: 'sandbox', token: 'approve' },
    });
    await devices(`POST /v1/orders/${pending.orderId}/cancel`, {});
    const paid = await buyer('POST /v1/orders', orderOf('A', 1, 'pending'));
    const { paymentId } = paid.payment;
    const settle = devices(`POST /v1/sandbox/payments/${paymentId}/settle`, { outcome: 'approve' });
    stage.simulation.provider.settle(paymentId, paid.total, 'CNY', 'captured');
    await settle;
    const fetched = await buyer(
      'POST /v1/orders',
      orderOf('A', 1, 'approve', { delivery: { method: 'pickup', locationId: 'store-1' } }),
    );
    const { pickupCode } = await buyer(`GET /v1/orders/${fetched.orderId}`);
    await clerks(`POST /v1/admin/orders/${fetched.orderId}/pickup`, { code: '00000000' });
    await clerks(`POST /v1/admin/orders/${fetched.orderId}/pickup`, { code: pickupCode });
    const sale = (sequence: number, quantity = 1) => ({
      sequence,
      soldAt: at(-60),
      lines: [{ sku: 'A', quantity, unitPrice: 1_000 }],
      payments: [{ method: 'cash', amount: quantity * 1_000 }],
    });
    const till = { tillId: 'till-1', locationId: 'store-1', currency: 'CNY' };
    await clerks('POST /v1/admin/till/orders', { ...till, orders: [sale(1), sale(2)] });
    await atOnce(
      ...[3, 4, 5].map((n): [string, unknown] => ['POST /v1/admin/till/orders', { ...till, orders: [sale(n)] }]),
    );
    await buyer('POST /v1/orders', orderOf('A', 1, 'pending'));
    await pause(70);
    await wake('expire-reservations', 'reconcile-payments', 'finish-stock-work', 'end-admissions');
    const day = new Date(stage.simulation.core.now + 8 * 3_600_000).toISOString().slice(0, 10);
    await clerks(`POST /v1/admin/journal/closes/${day}`);
    await clerk(`GET /v1/admin/journal/closes/${day}`);
  },
};
