import type { Cast, Chapter } from './chapter.ts';
import { openShop, publish, tenOff } from './shelf.ts';

const coupon = { couponCodes: ['LIFE'] };
const again = (token: string) => ({ payment: { provider: 'sandbox', token } });

/** One order from the shelf to the door and, in part, back. */
export const order: Chapter = {
  name: 'order',
  seconds: 500,
  open: openShop,
  async play({ buyer, staff, pause, order: place, deliver }) {
    const { orderId } = await place({ A: 2, B: 1 }, 'approve', coupon);
    const path = `/v1/admin/orders/${orderId}/shipments`;
    await staff(`POST ${path}`, { partner: 'sandbox', trackingNumber: 'TRACK-1', lines: [{ sku: 'A', quantity: 1 }] });
    await staff(`POST ${path}`, { partner: 'sandbox', trackingNumber: 'TRACK-2' });
    deliver('TRACK-1');
    deliver('TRACK-2');
    await pause(200);
    await buyer(`POST /v1/orders/${orderId}/reviews`, { sku: 'A', rating: 5, text: 'Good' });
    const back = { lines: [{ sku: 'A', quantity: 1 }], reason: 'Too strong' };
    await buyer(`POST /v1/orders/${orderId}/returns/quote`, back);
    const { returnId } = await buyer(`POST /v1/orders/${orderId}/returns`, back);
    const lines = [{ sku: 'A', quantity: 1, condition: 'resaleable' }];
    await staff(`POST /v1/admin/returns/${returnId}/receive`, { lines, locationId: 'store-1' });
  },
};

/** Somebody else gave the money back by hand; the provider refuses our refund until that is set right. */
async function refusedRefund({ stage, buyer, staff, pause, order: place }: Cast): Promise<void> {
  const { provider } = stage.simulation;
  const { orderId, total, payment } = await place({ A: 1 }, 'approve');
  const { paymentId } = payment;
  const byHand = { refundId: 'by-hand', paymentId, amount: total, currency: 'CNY', at: stage.simulation.core.now };
  provider.refunds.set('by-hand', byHand);
  await buyer(`POST /v1/orders/${orderId}/cancel`, {});
  await pause(240);
  provider.refunds.delete('by-hand');
  const [refundId = ''] = refundsOf(stage, paymentId);
  await staff(`POST /v1/admin/refunds/${refundId}/retry`);
}

function refundsOf({ simulation }: Cast['stage'], paymentId: string): string[] {
  const items = [...simulation.store.itemsOf('local-payments')];
  const own = items.filter(({ pk, sk }) => pk?.S === `PAYMENT#${paymentId}` && String(sk?.S).startsWith('REFUND#'));
  return own.map(({ refundId }) => String(refundId?.S));
}

/** Every way in which money comes, comes late, does not come, and goes back. */
export const payments: Chapter = {
  name: 'payments',
  open: openShop,
  seconds: 900,
  async play(cast) {
    const { stage, buyer, pause, order: place } = cast;
    const { provider } = stage.simulation;
    const declined = await place({ A: 1 }, 'decline', coupon);
    await buyer(`POST /v1/orders/${declined.orderId}/payments`, again('approve'));
    await buyer(`POST /v1/orders/${declined.orderId}/cancel`, {});
    const pending = await place({ A: 1 }, 'pending');
    await buyer(`POST /v1/sandbox/payments/${pending.payment.paymentId}/settle`, { outcome: 'approve' });
    const told = await place({ B: 1 }, 'pending');
    provider.settle(told.payment.paymentId, told.total, 'CNY', 'captured');
    const late = await place({ A: 2 }, 'pending', coupon);
    const tooLate = await place({ B: 8 }, 'pending', coupon);
    const [slow, sorry] = [await place({ A: 1 }, 'pending', coupon), await place({ A: 1 }, 'pending')];
    await buyer(`POST /v1/orders/${sorry.orderId}/cancel`, {});
    await pause(150);
    await place({ B: 5 }, 'approve');
    for (const { payment, total } of [late, tooLate]) provider.settle(payment.paymentId, total, 'CNY', 'captured');
    for (const { payment } of [slow, sorry])
      await buyer(`POST /v1/sandbox/payments/${payment.paymentId}/settle`, { outcome: 'approve' });
    await pause(60);
    await refusedRefund(cast);
  },
};

/** The same request again and again while the provider takes its time and others write to the same stock. */
export const twice: Chapter = {
  name: 'twice',
  open: openShop,
  weather(label, call) {
    if (label.startsWith('partner')) return { kind: 'slow', afterMs: 100, lastsMs: 2_000 };
    const isFirst = label.endsWith('TransactWriteItems') && call <= 5;
    return isFirst ? { kind: 'error', applied: false, name: 'conflict' } : undefined;
  },
  async play({ stage, pause }) {
    const buyer = stage.person('hasty');
    const body = { channel: 'web', lines: [{ sku: 'A', quantity: 7 }], ...coupon, ...again('approve') };
    const place = { method: 'POST', path: '/v1/orders', body };
    const after = (seconds: number, key: string) => pause(seconds).then(() => buyer.insist(place, key));
    await Promise.all([
      after(0, 'one'),
      after(0, 'one'),
      after(0.3, 'other'),
      ...[0.5, 0.52, 0.54].map((at) => after(at, 'one')),
    ]);
    await pause(30);
    await buyer.insist(place, 'one');
  },
};

const MANY = Array.from({ length: 50 }, (_, index) => `M${index}`);

/** Orders of more goods than one transaction takes: one leaves, one is given back, one runs out. */
export const large: Chapter = {
  name: 'large',
  async open({ staff }) {
    await openShop({ staff } as Cast);
    await publish(staff, tenOff);
    await Promise.all(
      MANY.map(async (sku) => {
        await staff(`PUT /v1/admin/products/${sku}`, {
          name: { en: sku },
          category: 'tea',
          price: { amount: 100, currency: 'CNY' },
          status: 'active',
        });
        await staff('POST /v1/admin/stock/receipts', { sku, locationId: 'main', quantity: 5, reference: 'opening' });
      }),
    );
  },
  seconds: 400,
  async play({ buyer, staff, pause, order: place, deliver }) {
    const cart = Object.fromEntries(MANY.map((sku) => [sku, 1]));
    const first = await place(cart, 'approve');
    await staff(`POST /v1/admin/orders/${first.orderId}/shipments`, { partner: 'sandbox', trackingNumber: 'TRACK-3' });
    deliver('TRACK-3');
    const second = await place(cart, 'approve');
    await buyer(`POST /v1/orders/${second.orderId}/cancel`, {});
    await place(cart, 'pending');
    await pause(150);
  },
};

/** What everybody wants, sold in turn. */
export const line: Chapter = {
  name: 'line',
  async open(cast) {
    await openShop(cast);
    const sale = {
      from: '2020-01-01T00:00:00Z',
      to: '2090-01-01T00:00:00Z',
      perCustomer: 20,
      holdSeconds: 30,
      lapses: 9,
    };
    await cast.staff('PUT /v1/admin/hot-skus/A', sale);
  },
  seconds: 400,
  async play({ buyer, pause, order: place }) {
    const joined = [
      await place({ A: 2, B: 1 }, 'approve', coupon),
      await place({ A: 1 }, 'pending'),
      await place({ A: 7 }, 'approve'),
      await place({ A: 3, B: 11 }, 'approve'),
    ];
    await pause(20);
    for (const { admissionId } of joined) await buyer(`GET /v1/admissions/${admissionId}`);
    await pause(200);
  },
};

/** Units that are ordered before they are there: one order gets them as they come in, one leaves the line. */
export const backorder: Chapter = {
  name: 'backorder',
  async open(cast) {
    await openShop(cast);
    await cast.staff('PUT /v1/admin/stock/A/settings/main', { safety: 0, lowAt: 0, backorder: { limit: 6 } });
  },
  seconds: 400,
  async play({ buyer, staff, pause, order: place, deliver }) {
    const first = await place({ A: 13 }, 'approve', coupon);
    const second = await place({ A: 2 }, 'approve');
    await buyer(`POST /v1/orders/${second.orderId}/cancel`, {});
    for (const quantity of [1, 4]) {
      const receipt = { sku: 'A', locationId: 'main', quantity, reference: `truck-${quantity}` };
      await staff('POST /v1/admin/stock/receipts', receipt);
      await pause(60);
    }
    await staff(`POST /v1/admin/orders/${first.orderId}/shipments`, { partner: 'sandbox', trackingNumber: 'TRACK-4' });
    deliver('TRACK-4');
    await pause(60);
  },
};
