import type { Body, Chapter } from './chapter.ts';
import { openShop, product } from './shelf.ts';

/** Two minutes before five in the shop, when rules propose prices and ours are compared with the market. */
const NIGHT = Date.UTC(2026, 2, 10, 20, 58);

const seen = { competitor: 'Elsewhere', currency: 'CNY', observedAt: '2026-03-10T08:00:00Z' };

/** Prices from plan to end: lists, changes, guards, the market, proposals. */
export const prices: Chapter = {
  name: 'prices',
  start: NIGHT,
  seconds: 900,
  open: openShop,
  async play({ staff, boss, buyer, pause }) {
    const change = (entries: object[], more: object = {}) =>
      staff('POST /v1/admin/price-changes', { reason: 'life', entries, ...more }) as Promise<
        Body & { changeId: string }
      >;
    await boss('PUT /v1/admin/price-guards', {
      floor: { percentOverCost: 0, act: 'alert' },
      changeRate: { percent: 30, days: 7, act: 'approve' },
      parity: { percent: 5, maxAgeDays: 30 },
    });
    await staff('GET /v1/admin/price-guards');
    const list = { name: 'Live', channel: 'live', validFrom: '2020-01-01T00:00:00Z' };
    await staff('PUT /v1/admin/price-lists/live', list);
    await staff('GET /v1/admin/price-lists');
    await staff('PUT /v1/admin/products/A', product('A', { cost: { amount: 950, currency: 'CNY' } }));
    const draft = await change([{ sku: 'A', price: 500 }], { listId: 'live' });
    await staff('GET /v1/admin/price-changes');
    await boss(`POST /v1/admin/price-changes/${draft.changeId}/approve`);
    const small = await change([
      { sku: 'A', price: 940 },
      { sku: 'B', price: 900 },
    ]);
    await buyer('POST /v1/quotes', {
      channel: 'live',
      lines: [
        { sku: 'A', quantity: 1 },
        { sku: 'B', quantity: 1 },
      ],
    });
    await staff(`POST /v1/admin/price-changes/${small.changeId}/revert`);
    await staff(`GET /v1/admin/price-changes/${small.changeId}`);
    await staff('PUT /v1/admin/products/A/price-limits', { minimumPrice: 100 });
    await staff('GET /v1/admin/products/A/prices');
    const observations = ['A', 'B'].map((sku) => ({ ...seen, sku, price: 800 }));
    await staff('POST /v1/admin/competitor-prices', { observations });
    await staff('GET /v1/admin/price-parity');
    await boss('PUT /v1/admin/price-guards', { parity: { percent: 90, maxAgeDays: 30 } });
    const method = { kind: 'market-index', percent: 110, maxAgeDays: 30, leastCompetitors: 1 };
    await staff('PUT /v1/admin/price-rules/market', { name: 'Market', method, categories: ['tea'] });
    await staff('GET /v1/admin/price-rules');
    await staff('POST /v1/admin/price-rules/market/propose');
    await pause(300);
    type Page = Body & { items: { proposalId: string }[] };
    const { items = [] } = (await staff('GET /v1/admin/price-proposals')) as Page;
    for (const { proposalId } of items) await staff(`POST /v1/admin/price-proposals/${proposalId}/accept`);
  },
};
