import { fill, product } from '../../crash-points/shelf.ts';
import type { Desk, Page } from './desk.ts';

const RETURNS = 80;
const MANY = Array.from({ length: 26 }, (_, n) => `M${n}`);
const paid = { provider: 'sandbox', token: 'approve' };

/** What has an end: returns of one order, SKUs of one return, prices of one product. */
export const ends: Page = {
  name: 'ends',
  async open({ clerk }: Desk) {
    await fill(clerk, ['A'], { main: RETURNS + 2 });
    await Promise.all(
      MANY.map(async (sku) => {
        await clerk(`PUT /v1/admin/products/${sku}`, product(sku));
        const receipt = { sku, locationId: 'main', quantity: 2, reference: 'opening' };
        await clerk('POST /v1/admin/stock/receipts', receipt);
      }),
    );
  },
  async play({ clerk, buyer, at }) {
    const one = (sku: string) => ({ sku, quantity: 1 });
    const much = { channel: 'web', lines: [{ sku: 'A', quantity: RETURNS + 1 }], payment: paid };
    const { orderId } = await buyer('POST /v1/orders', much, { status: 'PAID' });
    await clerk(`POST /v1/admin/orders/${orderId}/shipments`, { partner: 'sandbox', trackingNumber: 'BOOK-20' });
    const back = { lines: [one('A')], reason: 'book' };
    for (let count = 1; count <= RETURNS; count += 1) await buyer(`POST /v1/orders/${orderId}/returns`, back, {});
    await buyer(`POST /v1/orders/${orderId}/returns`, back, 'orders.too-many-returns');
    const sets = [0, 1].map((n) => ({ sku: `SET-${n}`, bundle: MANY.slice(13 * n, 13 * n + 13).map(one) }));
    for (const { sku, bundle } of sets) await clerk(`PUT /v1/admin/products/${sku}`, product(sku, { bundle }));
    const wide = await buyer('POST /v1/orders', {
      channel: 'web',
      lines: sets.map(({ sku }) => one(sku)),
      payment: paid,
    });
    const path = `/v1/orders/${wide.orderId}`;
    await clerk(`POST /v1/admin${path.slice(3)}/shipments`, { partner: 'sandbox', trackingNumber: 'BOOK-21' });
    const all = { lines: sets.map(({ sku }) => one(sku)), reason: 'book' };
    await buyer(`POST ${path}/returns/quote`, all, 'orders.return-too-large');
    await buyer(`POST ${path}/returns`, all, 'orders.return-too-large');
    const change = (price: number, from: string) => ({ reason: 'book', from, entries: [{ sku: 'A', price }] });
    await clerk('POST /v1/admin/price-changes', change(700, at(0)));
    for (let n = 1; n < 50; n += 1)
      await clerk('POST /v1/admin/price-changes', change(700 + n, at(86_400 + n)), { status: 'scheduled' });
    await clerk('POST /v1/admin/price-changes', change(900, at(90_000)), 'pricing.too-many-prices');
    await buyer('POST /v1/quotes', { channel: 'web', lines: [one('A')] }, { total: 700 });
  },
};
