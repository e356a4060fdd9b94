import type { Body } from '../../crash-points/chapter.ts';
import { fill, orderOf } from '../../crash-points/shelf.ts';
import type { Desk, Page } from './desk.ts';

const settlePath = ({ payment }: Body) => `POST /v1/sandbox/payments/${payment.paymentId}/settle`;

/** What the provider has decided stays so; what it decides while we are in doubt counts as soon as we hear of it. */
async function decided({ stage, buyer, pause }: Desk): Promise<void> {
  const { provider, wire } = stage.simulation;
  const paid = await buyer('POST /v1/orders', orderOf('A', 1, 'pending'));
  await buyer(settlePath(paid), { outcome: 'approve' }, { status: 'captured' });
  await buyer(settlePath(paid), { outcome: 'decline' }, 'payments.not-pending');
  const unpaid = await buyer('POST /v1/orders', orderOf('A', 1, 'pending'));
  await buyer(settlePath(unpaid), { outcome: 'decline' }, { status: 'declined' });
  await buyer(settlePath(unpaid), { outcome: 'approve' }, 'payments.not-pending');
  wire.gone.add('partner');
  const doubtful = await buyer('POST /v1/orders', orderOf('A'), { status: 'CHARGING' });
  wire.gone.delete('partner');
  provider.settle(doubtful.payment.paymentId, doubtful.total, 'CNY', 'captured');
  await pause(10);
  await buyer(`GET /v1/orders/${doubtful.orderId}`, undefined, { status: 'PAID' });
}

/** Money that comes for a cancelled order goes back once, however many tell us of it at the same moment. */
async function tooLate({ stage, buyer, pause, overtake }: Desk): Promise<void> {
  const late = await buyer('POST /v1/orders', orderOf('A', 1, 'pending'));
  const path = `/v1/orders/${late.orderId}`;
  await buyer(`POST ${path}/cancel`, {}, { status: 'CANCELLED' });
  await overtake(
    { by: 'receive-payment-webhook' },
    async () => {
      stage.simulation.provider.settle(late.payment.paymentId, late.total, 'CNY', 'captured');
      await pause(10);
    },
    () => buyer(settlePath(late), { outcome: 'approve' }, { status: 'refunded' }),
  );
  await pause(10);
  await buyer(`GET ${path}`, undefined, { status: 'CANCELLED' });
}

/** Money of a return goes back in the same visit, also when its order moves meanwhile. */
async function whileItMoves({ buyer, clerk, overtake }: Desk): Promise<void> {
  const { orderId } = await buyer('POST /v1/orders', orderOf('A', 2), { status: 'PAID' });
  await clerk(`POST /v1/admin/orders/${orderId}/shipments`, { partner: 'sandbox', trackingNumber: 'PAYMENTS-1' });
  const ask = () => buyer(`POST /v1/orders/${orderId}/returns`, { lines: [{ sku: 'A', quantity: 1 }], reason: 'book' });
  const { returnId } = await ask();
  const received = { lines: [{ sku: 'A', quantity: 1, condition: 'resaleable' }] };
  await overtake(
    { by: 'receive-return', nth: 2 },
    () => clerk(`POST /v1/admin/returns/${returnId}/receive`, received, { status: 'REFUNDED' }),
    ask,
  );
}

/** What the provider refused is asked for again by several of the staff at once, and given back once. */
async function refused({ stage, buyer, clerk, boss, pause, overtake }: Desk): Promise<void> {
  const { provider, core } = stage.simulation;
  const { orderId, total: amount, payment } = await buyer('POST /v1/orders', orderOf('A'), { status: 'PAID' });
  const { paymentId } = payment;
  provider.refunds.set('by-hand', { refundId: 'by-hand', paymentId, amount, currency: 'CNY', at: core.now });
  await buyer(`POST /v1/orders/${orderId}/cancel`, {}, { status: 'CANCELLED' });
  await pause(120);
  const { items } = (await clerk('GET /v1/admin/refunds', undefined, { items: [{ orderId }] })) as unknown as {
    items: { refundId: string }[];
  };
  const retry = `POST /v1/admin/refunds/${items[0]?.refundId}/retry`;
  await overtake(
    { by: 'retry-refund' },
    () => clerk(retry, undefined, { status: 'failed' }),
    () => boss(retry, undefined, { status: 'failed' }),
  );
  provider.refunds.delete('by-hand');
  await overtake(
    { by: 'retry-refund', call: 'GetItem' },
    () => clerk(retry, undefined, 'payments.refund-not-failed'),
    () => boss(retry, undefined, { status: 'refunded' }),
  );
  await clerk(retry, undefined, 'payments.unknown-refund');
}

/** A payment ends once, and its money goes back once, whoever asks, tells and tries again at the same moment. */
export const payments: Page = {
  name: 'payments',
  open: ({ clerk }) => fill(clerk, ['A'], { main: 20 }),
  async play(desk) {
    await decided(desk);
    await tooLate(desk);
    await whileItMoves(desk);
    await refused(desk);
  },
};
