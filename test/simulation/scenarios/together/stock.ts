import { fill, product, store } from '../../crash-points/shelf.ts';
import type { Hands, Scene } from './hands.ts';

/** Everything that staff do to the stock and to the shop, three at a time. */
export const stockTogether: Scene = {
  async open({ clerk }: Hands) {
    await clerk('PUT /v1/admin/locations/store-1', store);
    await fill(clerk, ['A', 'B'], { main: 9, 'store-1': 9 });
  },
  async play({ clerk, clerks, atOnce, wake, boss }) {
    const place = { sku: 'A', locationId: 'main' };
    await clerks('PUT /v1/admin/products/C', product('C'));
    await clerks('PUT /v1/admin/products/A', product('A', { brand: 'One' }));
    await clerks('PUT /v1/admin/locations/store-2', store);
    await clerks('PUT /v1/admin/locations/store-1', { ...store, name: 'Other' });
    for (const fee of [100, 0]) {
      const tax = { prices: 'inclusive', rates: [{ percent: 13 }] };
      await clerks('PUT /v1/admin/charges', { tax, shipping: { tariffs: [{ fee }] } });
    }
    await clerks('PUT /v1/admin/sourcing', { policy: 'nearest', priority: ['main'] });
    await clerks('PUT /v1/admin/stock/A/settings/main', { safety: 1, lowAt: 3 });
    await clerks('PUT /v1/admin/stock/C/settings/main', { safety: 1, lowAt: 3 });
    for (const [path, more] of [
      ['receipts', { quantity: 2 }],
      ['counts', { counted: 7 }],
      ['damages', { quantity: 1, step: 'found' }],
    ] as const) {
      await clerks(`POST /v1/admin/stock/${path}`, { ...place, ...more, reference: path });
      const asked = [1, 2, 3].map((n): [string, unknown] => [
        `POST /v1/admin/stock/${path}`,
        { ...place, ...more, reference: `${path}-${n}` },
      ]);
      await atOnce(...asked);
    }
    const van = { sku: 'A', from: 'main', to: 'store-1', quantity: 1 };
    await clerks('POST /v1/admin/stock/transfers', { ...van, reference: 'van' });
    const vans = await atOnce(
      ...[1, 2, 3].map((n): [string, unknown] => ['POST /v1/admin/stock/transfers', { ...van, reference: `van-${n}` }]),
    );
    // There are not enough for all of them.
    const sent = vans.filter(({ transferId }) => transferId);
    for (const { transferId } of sent.slice(0, 1))
      await clerks(`POST /v1/admin/stock/transfers/${transferId}/receive`, { received: 1 });
    const rest = sent
      .slice(1)
      .map(({ transferId }): [string, unknown] => [
        `POST /v1/admin/stock/transfers/${transferId}/receive`,
        { received: 1 },
      ]);
    await atOnce(...rest, ...rest);
    const sale = { from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z', holdSeconds: 60 };
    await clerks('PUT /v1/admin/hot-skus/A', sale);
    await clerks('PUT /v1/admin/customers/ann/standing', { tier: 'gold' });
    await clerks('PUT /v1/admin/customers/ann/standing', { tier: 'silver' });
    await boss('PUT /v1/admin/rehearsal-policy', { required: false, marginFloor: 0 });
    await wake('audit-stock');
    await clerk('GET /v1/admin/stock-audit');
  },
};
