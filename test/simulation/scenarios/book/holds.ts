import { groupBuyOf } from '../../../support/groups.ts';
import { fill, orderOf, publish, store } from '../../crash-points/shelf.ts';
import type { Desk, Page } from './desk.ts';

/** A hold whose end is at hand is left alone when its buyer has just been given more time. */
async function declinedAtTheEnd({ stage, buyer, pause, overtaken }: Desk): Promise<void> {
  const { orderId, payment } = await buyer('POST /v1/orders', orderOf('A', 1, 'pending'), { status: 'RESERVED' });
  await pause(62);
  const declined = overtaken({ by: 'expire-reservations', call: 'GetItem' }, () =>
    buyer(`POST /v1/sandbox/payments/${payment.paymentId}/settle`, { outcome: 'decline' }),
  );
  stage.simulation.schedules.wakeNow('expire-reservations');
  await declined;
  await pause(10);
  const again = { payment: { provider: 'sandbox', token: 'approve' } };
  await buyer(`POST /v1/orders/${orderId}/payments`, again, { status: 'PAID' });
}

/** Who is charged and hears nothing may still cancel: what became of the charge is asked first. */
async function silentProvider({ stage, buyer }: Desk): Promise<void> {
  const { wire } = stage.simulation;
  wire.fateOf = ({ label }) => (label.startsWith('partner') ? { kind: 'gone' } : undefined);
  const { orderId } = await buyer('POST /v1/orders', orderOf('A', 1), { status: 'CHARGING' });
  wire.fateOf = () => undefined;
  await buyer(`POST /v1/orders/${orderId}/cancel`, {}, { status: 'CANCELLED' });
}

const MANY = 28;
const SLOW_MS = 4_000;

/** Where everything takes long, a sweep goes home in time and the next one goes on. */
async function longSweep({ stage, buyer, pause }: Desk): Promise<void> {
  const { wire } = stage.simulation;
  const orders = Array.from({ length: MANY }, () => buyer('POST /v1/orders', orderOf('A', 1, 'pending')));
  const placed = await Promise.all(orders);
  wire.fateOf = ({ function: name, label }) =>
    name.endsWith('expire-reservations') && label.startsWith('dynamodb')
      ? { kind: 'slow', afterMs: SLOW_MS, lastsMs: SLOW_MS + 5 }
      : undefined;
  await pause(240);
  wire.fateOf = () => undefined;
  for (const { orderId } of placed) await buyer(`GET /v1/orders/${orderId}`, undefined, { status: 'EXPIRED' });
}

/** Holds end by the clock, and by what became of their money. */
export const overdue: Page = {
  name: 'overdue holds',
  open: ({ clerk }: Desk) => fill(clerk, ['A'], { main: 2 * MANY }),
  async play(desk) {
    await silentProvider(desk);
    await declinedAtTheEnd(desk);
    await longSweep(desk);
  },
};

/** Units that come in go to the oldest who waits, who may leave the line in that very moment. */
async function leavesTheLine({ clerk, buyer, guest, pause, overtaken }: Desk): Promise<void> {
  await clerk('PUT /v1/admin/stock/B/settings/main', { safety: 0, lowAt: 0, backorder: { limit: 6 } });
  const first = await buyer('POST /v1/orders', orderOf('B', 3), { status: 'PAID' });
  const second = await guest('POST /v1/orders', orderOf('B', 2), { status: 'PAID' });
  const leaves = overtaken({ by: 'allot-backorders' }, () =>
    buyer(`POST /v1/orders/${first.orderId}/cancel`, {}, { status: 'CANCELLED' }),
  );
  await clerk('POST /v1/admin/stock/receipts', { sku: 'B', locationId: 'main', quantity: 2, reference: 'truck' });
  await leaves;
  await pause(30);
  const parcel = { partner: 'sandbox', trackingNumber: 'BOOK-30' };
  await clerk(`POST /v1/admin/orders/${second.orderId}/shipments`, parcel);
}

/** Whoever fetches what he bought with others fetches it when all have. */
async function fetchedTogether({ clerk, buyer, guest, pause }: Desk): Promise<void> {
  const promotionId = await publish(clerk, groupBuyOf('A', 2, 600));
  const pickup = { delivery: { method: 'pickup', locationId: 'store-1' } };
  const opened = orderOf('A', 1, 'approve', { ...pickup, groupBuy: { promotionId } });
  const { orderId, groupBuy } = await buyer('POST /v1/orders', opened, { status: 'PAID' });
  const { pickupCode: code } = await buyer(`GET /v1/orders/${orderId}`);
  const show = (wanted: string | object) => clerk(`POST /v1/admin/orders/${orderId}/pickup`, { code }, wanted);
  await show('orders.awaits-group');
  const joined = orderOf('A', 1, 'approve', { groupBuy: { promotionId, groupId: groupBuy.groupId } });
  await guest('POST /v1/orders', joined, { status: 'PAID' });
  await pause(30);
  await show({ status: 'COMPLETED' });
}

/** Goods come from where they are, when they are there, and leave when they may. */
export const shelves: Page = {
  name: 'shelves',
  async open({ clerk }: Desk) {
    for (const name of ['store-1', 'store-2', 'store-3']) await clerk(`PUT /v1/admin/locations/${name}`, store);
    await fill(clerk, ['A'], { main: 5, 'store-1': 5, 'store-2': 5 });
    await fill(clerk, ['C'], { 'store-3': 1 });
    await fill(clerk, ['B'], { main: 1 });
  },
  async play(desk) {
    const { clerk, buyer } = desk;
    await clerk('POST /v1/admin/stock/damages', {
      sku: 'B',
      locationId: 'main',
      quantity: 1,
      reference: 'broken',
      step: 'found',
    });
    // From two of four places, of which one never had any.
    const lines = [
      { sku: 'A', quantity: 7 },
      { sku: 'C', quantity: 1 },
    ];
    const { orderId } = await buyer('POST /v1/orders', { ...orderOf('A', 7), lines }, { status: 'PAID' });
    const parcel = { partner: 'sandbox', trackingNumber: 'BOOK-31', lines: [{ sku: 'A', quantity: 1 }] };
    await clerk(`POST /v1/admin/orders/${orderId}/shipments`, parcel);
    await buyer(`POST /v1/orders/${orderId}/cancel`, {}, 'orders.not-cancellable');
    await leavesTheLine(desk);
    await fetchedTogether(desk);
  },
};
