import type { Body } from '../../crash-points/chapter.ts';
import { fill, publish, store, tenOff } from '../../crash-points/shelf.ts';
import type { Hands, Scene } from './hands.ts';

const cup = { prizeId: 'cup', name: { en: 'Cup' }, value: 1_000, count: 3, odds: 1 };

const draw = (per: 'customer' | 'order') => ({
  ...tenOff,
  layer: undefined,
  name: 'Draw',
  kind: 'lottery',
  terms: { en: 'Draw.' },
  limits: { perCustomer: 2 },
  effect: { prizes: [cup], per },
});

/** Draws and prizes, three at a time; checks of what starts, and rehearsals. */
export const drawsTogether: Scene = {
  async open({ clerk }: Hands) {
    await clerk('PUT /v1/admin/locations/store-1', store);
    await fill(clerk, ['A'], { main: 40 });
  },
  async play({ clerk, buyer, clerks, buyers, devices, atOnce, wake, pause, at }) {
    const created = await clerk('POST /v1/admin/promotions', draw('customer'));
    const path = `/v1/admin/promotions/${created.promotionId}`;
    await clerks(`POST ${path}/publish`);
    const better = { ...draw('customer'), effect: { prizes: [{ ...cup, count: 4 }], per: 'customer' } };
    await clerk(`PUT ${path}`, better);
    await clerks(`POST ${path}/publish`);
    const own = (await devices(`POST /v1/lotteries/${created.promotionId}/draws`, {})) as (Body & { code?: string })[];
    await buyers(`POST /v1/lotteries/${created.promotionId}/draws`, {});
    await buyers(`POST /v1/lotteries/${created.promotionId}/draws`, {});
    for (const { code } of own)
      if (code) await clerks('POST /v1/admin/prize-redemptions', { code, locationId: 'store-1' });
    const perOrder = await publish(clerk, draw('order'));
    const payment = { provider: 'sandbox', token: 'approve' };
    const order = { channel: 'web', lines: [{ sku: 'A', quantity: 1 }], payment };
    const { orderId } = await buyer('POST /v1/orders', order);
    await devices(`POST /v1/lotteries/${perOrder}/draws`, { orderId });
    const sale = { source: 'elsewhere', currency: 'CNY', lines: [{ sku: 'A', quantity: 4, unitPrice: 900 }] };
    await clerks('POST /v1/admin/imports/orders', { ...sale, externalId: 'd1', placedAt: at(-60) });
    await pause(30);
    const less = { ...tenOff, validFrom: at(20), scope: { skus: ['A'], channels: ['marketplace'] } };
    await publish(clerk, { ...less, comparedPrices: [{ sku: 'A', price: 900 }] });
    const back = { source: 'elsewhere', orderExternalId: 'd1', returnedAt: at(0) };
    await atOnce(
      ...['r1', 'r2'].map((externalId): [string, unknown] => [
        'POST /v1/admin/imports/returns',
        { ...back, externalId, lines: [{ sku: 'A', quantity: 1, unitPrice: 900 }] },
      ]),
      ['POST /v1/admin/imports/orders', { ...sale, externalId: 'd2', placedAt: at(0) }],
    );
    const thrice = { ...back, externalId: 'r3', lines: [{ sku: 'A', quantity: 1, unitPrice: 900 }] };
    await clerks('POST /v1/admin/imports/returns', thrice);
    await pause(30);
    await wake('check-starts');
    const { promotionId } = await clerk('POST /v1/admin/promotions', tenOff);
    await clerks(`POST /v1/admin/promotions/${promotionId}/rehearse`, { days: 1 });
    await clerks('POST /v1/admin/rehearsals', { days: 1 });
    await pause(60);
  },
};
