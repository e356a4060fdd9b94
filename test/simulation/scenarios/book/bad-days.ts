import { fill, orderOf, product, publish, store, tenOff, withCode } from '../../crash-points/shelf.ts';
import { abreast } from '../lives.ts';
import type { Scenario } from '../stage.ts';
import type { Desk, Page } from './desk.ts';
import { deskAt, readingOf } from './reading.ts';

const CODES = 250;

type Rehearsing = { rehearsalId: string };

/** The store is away for one call: what was begun goes on later, and nobody is told anything that is not so. */
const storeAway: Page = {
  name: 'the store is away',
  async open({ clerk }: Desk) {
    await clerk('PUT /v1/admin/locations/store-1', store);
    await fill(clerk, ['A', 'DEAR'], { main: 9, 'store-1': 9 });
    await clerk('PUT /v1/admin/products/DEAR', product('DEAR', { price: { amount: 90_000, currency: 'CNY' } }));
  },
  async play({ stage, clerk, buyer, pause, at, mishaps }) {
    const many = await publish(clerk, { ...withCode('MANY'), coupon: { mode: 'unique' } });
    mishaps.awaits('promotions-issue-coupons', 'TransactWriteItems', 2);
    const asked = { mode: 'unique', count: CODES };
    const { jobId } = await clerk(`POST /v1/admin/promotions/${many}/coupons`, asked, { state: 'running' });
    const draft = await clerk('POST /v1/admin/promotions', tenOff);
    const rehearse = async () =>
      (await clerk(`POST /v1/admin/promotions/${draft.promotionId}/rehearse`, { days: 1 })) as unknown as Rehearsing;
    mishaps.awaits('rehearsals-take-steps', 'TransactWriteItems');
    const first = await rehearse();
    // No shard of the account has enough alone: the rest is gathered first.
    const wide = { effect: { amount: 70_000 }, limits: { budget: 1_000_000 } };
    await publish(clerk, { ...withCode('WIDE'), ...wide });
    const payment = { provider: 'sandbox', token: 'approve' };
    const dear = { channel: 'web', lines: [{ sku: 'DEAR', quantity: 1 }], couponCodes: ['WIDE'], payment };
    mishaps.awaits('orders-place-order', 'TransactWriteItems');
    await buyer('POST /v1/orders', dear, 'server.unavailable');
    await buyer('POST /v1/orders', dear, { total: 20_000 });
    const till = await publish(clerk, { ...withCode('TILL'), limits: { budget: 90 } });
    const lines = [{ sku: 'A', quantity: 1, unitPrice: 1_000 }];
    const sale = {
      ...{ sequence: 1, soldAt: at(-60), lines, coupons: [{ code: 'TILL', amount: 30 }] },
      payments: [{ method: 'cash', amount: 1_000 }],
    };
    const sales = { tillId: 'till-1', locationId: 'store-1', currency: 'CNY', orders: [sale] };
    mishaps.awaits('orders-record-till-orders', 'BatchGetItem', 5);
    await clerk('POST /v1/admin/till/orders', sales, 'server.unavailable');
    await clerk('POST /v1/admin/till/orders', sales, { items: [{ outcome: 'recorded', flags: undefined }] });
    await clerk(`GET /v1/admin/promotions/${till}/budget`, undefined, { spent: 30 });
    await pause(900);
    await clerk(`GET /v1/admin/promotions/${many}/coupons/${jobId}`, undefined, { state: 'done', issued: CODES });
    await clerk(`GET /v1/admin/rehearsals/${first.rehearsalId}`, undefined, { state: 'done' });
    stage.simulation.bus.tellsTwice = true;
    const { rehearsalId } = await rehearse();
    await pause(60);
    await clerk(`GET /v1/admin/rehearsals/${rehearsalId}`, undefined, { state: 'done' });
  },
};

/** Money goes back once the provider speaks again, and is nobody's business till then. */
const providerSilent: Page = {
  name: 'the provider is silent',
  open: ({ clerk }) => fill(clerk, ['A'], { main: 9 }),
  async play({ stage, clerk, buyer, pause }) {
    const { wire } = stage.simulation;
    const { orderId } = await buyer('POST /v1/orders', orderOf('A'), { status: 'PAID' });
    wire.gone.add('partner');
    await buyer(`POST /v1/orders/${orderId}/cancel`, {}, { status: 'CANCELLED' });
    await pause(400);
    await clerk('GET /v1/admin/refunds', undefined, { items: [] });
    wire.gone.delete('partner');
    await pause(200);
    await clerk('GET /v1/admin/refunds', undefined, { items: [] });
  },
};

const pages: readonly Page[] = [storeAway, providerSilent];

/** What is answered on days on which exactly this goes wrong, word by word; what is written arrives late. */
export const badDays: Scenario = {
  ...readingOf(pages),
  name: 'bad-days',
  fateOf(stage) {
    const [{ mishaps }, slow] = [deskAt(stage), abreast()];
    return (site) => mishaps.fateOf(site) ?? slow(site);
  },
};
