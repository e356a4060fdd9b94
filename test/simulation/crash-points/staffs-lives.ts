import type { Chapter } from './chapter.ts';
import { birthdays, openShop, product, publish, store, tenOff, withCode } from './shelf.ts';

/** Goods come in, are counted, moved, broken and lent. */
export const stock: Chapter = {
  name: 'stock',
  open: openShop,
  async play({ staff }) {
    await staff('PUT /v1/admin/locations/store-2', store);
    await staff('PUT /v1/admin/products/C', product('C'));
    await staff(
      'PUT /v1/admin/products/SET',
      product('SET', {
        bundle: [
          { sku: 'A', quantity: 2 },
          { sku: 'C', quantity: 1 },
        ],
      }),
    );
    const place = { sku: 'C', locationId: 'main' };
    await staff('POST /v1/admin/stock/receipts', { ...place, quantity: 9, reference: 'truck' });
    const settings = { safety: 2, lowAt: 8, pools: [{ channel: 'live', units: 2, lendsTo: ['web'], floor: 0 }] };
    await staff('PUT /v1/admin/stock/C/settings/main', settings);
    await staff('POST /v1/admin/stock/counts', { ...place, counted: 8, reference: 'count' });
    for (const step of ['found', 'written-off'])
      await staff('POST /v1/admin/stock/damages', { ...place, quantity: 1, reference: step, step });
    const transfer = { sku: 'C', from: 'main', to: 'store-2', quantity: 2, reference: 'van' };
    const { transferId } = await staff('POST /v1/admin/stock/transfers', transfer);
    await staff(`POST /v1/admin/stock/transfers/${transferId}/receive`, { received: 1 });
    await staff('PUT /v1/admin/sourcing', {
      policy: 'nearest',
      priority: ['main'],
      distances: { Shanghai: { Beijing: 1_200 } },
    });
    const charges = { tax: { prices: 'exclusive', rates: [{ percent: 13 }] }, shipping: { tariffs: [{ fee: 100 }] } };
    await staff('PUT /v1/admin/charges', charges);
    const sale = { from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z', holdSeconds: 60 };
    await staff('PUT /v1/admin/hot-skus/C', sale);
  },
};

/** Promotions and campaigns from draft to end. */
export const promotions: Chapter = {
  name: 'promotions',
  open: openShop,
  async play({ staff, buyer }) {
    const promotionId = await publish(staff, tenOff);
    await staff(`PUT /v1/admin/promotions/${promotionId}`, { ...tenOff, effect: { percent: 12.5 } });
    await staff(`POST /v1/admin/promotions/${promotionId}/publish`);
    const coupon = await publish(staff, withCode('MORE'));
    await staff(`POST /v1/admin/promotions/${coupon}/coupons`, { mode: 'single', code: 'MOST' });
    await buyer('POST /v1/quotes', { channel: 'web', lines: [{ sku: 'A', quantity: 2 }], couponCodes: ['MOST'] });
    await staff('PUT /v1/admin/customers/buyer/standing', { tier: 'gold' });
    await buyer(`GET /v1/promotions/${promotionId}/terms`);
    await staff(`POST /v1/admin/promotions/${promotionId}/stop`);
    await staff(`GET /v1/admin/promotions/${promotionId}`);
    await staff('GET /v1/admin/promotions');
    await staff('PUT /v1/admin/campaigns/birthday', birthdays);
    await staff('GET /v1/admin/campaigns/birthday');
    await staff('GET /v1/admin/campaigns');
  },
};

const sold = (sku: string, quantity: number) => ({ sku, quantity, unitPrice: 1_000 });

/** What was sold elsewhere: at a till that was cut off, and on a marketplace. */
export const elsewhere: Chapter = {
  name: 'elsewhere',
  open: openShop,
  async play({ buyer, staff, order: place }) {
    const sale = (sequence: number, quantity: number) => ({
      sequence,
      soldAt: '2026-03-09T08:00:00Z',
      lines: [sold('A', quantity)],
      payments: [{ method: 'cash', amount: quantity * 1_000 }],
    });
    const till = { tillId: 'till-1', locationId: 'store-1', currency: 'CNY' };
    await staff('POST /v1/admin/till/orders', { ...till, orders: [sale(3, 9), sale(1, 1)] });
    await staff('POST /v1/admin/till/orders', { ...till, orders: [sale(1, 1), sale(2, 1)] });
    await staff('GET /v1/admin/tills/till-1');
    const told = { source: 'elsewhere', currency: 'CNY', placedAt: '2026-03-01T08:00:00Z', lines: [sold('A', 3)] };
    await staff('POST /v1/admin/imports/orders', { ...told, externalId: 'w1' });
    const back = { source: 'elsewhere', externalId: 'w2', orderExternalId: 'w1', returnedAt: '2026-03-02T08:00:00Z' };
    await staff('POST /v1/admin/imports/returns', { ...back, lines: [sold('A', 1)] });
    const pickup = { delivery: { method: 'pickup', locationId: 'store-1' } };
    const { orderId } = await place({ B: 1 }, 'approve', pickup);
    const { pickupCode } = await buyer(`GET /v1/orders/${orderId}`);
    await staff(`POST /v1/admin/orders/${orderId}/pickup`, { code: '00000000' });
    await staff(`POST /v1/admin/orders/${orderId}/pickup`, { code: pickupCode });
  },
};

const DAY_MS = 86_400_000;

/** A minute before nine in the shop, when birthdays are greeted and yesterday's books are closed. */
const MORNING = Date.UTC(2026, 2, 11, 0, 58);

/** The jobs of the morning. */
export const morning: Chapter = {
  name: 'morning',
  start: MORNING,
  async open(cast) {
    await openShop(cast);
    await cast.staff('PUT /v1/admin/campaigns/birthday', birthdays);
  },
  async play({ buyer, staff, order: place, pause }) {
    await buyer('GET /v1/me');
    await buyer('PATCH /v1/me', { name: 'Li', birthday: '03-11', language: 'en' });
    await buyer('PUT /v1/me/consents/marketing', { granted: true });
    await place({ A: 1 }, 'approve');
    await pause(120);
    await staff('GET /v1/admin/messages');
    const today = new Date(MORNING).toISOString().slice(0, 10);
    const yesterday = new Date(MORNING - DAY_MS).toISOString().slice(0, 10);
    await staff('GET /v1/admin/journal', undefined, { from: yesterday, to: today });
    await staff(`GET /v1/admin/journal/closes/${yesterday}`);
    await staff(`POST /v1/admin/journal/closes/${today}`);
  },
};

/** Everything that is only looked at. */
export const looks: Chapter = {
  name: 'looks',
  async open(cast) {
    await openShop(cast);
    await cast.order({ A: 1 }, 'approve');
  },
  async play({ stage, buyer, staff }) {
    const first = stage.simulation.core.exchanges.find(({ path, status }) => path === '/v1/orders' && status === 201);
    const { orderId } = (first?.reply ?? {}) as { orderId?: string };
    const shop = ['shop', 'products', 'products/A', 'products/A/reviews', 'locations', 'orders', 'nothing-of-this'];
    for (const path of shop) await buyer(`GET /v1/${path}`);
    for (const path of ['', '/story', '/deliveries', '/returns']) await buyer(`GET /v1/orders/${orderId}${path}`);
    for (const path of [
      'stock/A',
      'stock/A/ledger',
      'stock-audit',
      'stock-shortages',
      'sourcing',
      'charges',
      'order-counts',
      'tills/t1',
      'refunds',
    ])
      await staff(`GET /v1/admin/${path}`);
    await staff('GET /v1/admin/orders', undefined, { status: 'PAID' });
    await staff(`GET /v1/admin/orders/${orderId}/ledger`);
    await staff('GET /v1/admin/insights/daily-sales', undefined, { from: '2026-03-01', to: '2026-03-31' });
    await buyer('GET /v1/recommendations', undefined, { placement: 'home' });
    const at = new Date(stage.simulation.core.now).toISOString();
    await buyer('POST /v1/behaviour', { events: [{ type: 'view', sku: 'A', at, sessionId: 's1' }] });
    await buyer('POST /v1/sessions/dev', { customerId: 'somebody', roles: ['customer'] });
  },
};
