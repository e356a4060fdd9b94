import { product } from '../../crash-points/shelf.ts';
import type { Desk, Page, Says } from './desk.ts';
import { seen, watched } from './market.ts';

const cartOf = (sku = 'A', channel = 'web') => ({ channel, lines: [{ sku, quantity: 1 }] });

async function open({ clerk }: Desk): Promise<void> {
  for (const sku of ['A', 'B']) {
    await clerk(`PUT /v1/admin/products/${sku}`, product(sku));
    await clerk('POST /v1/admin/stock/receipts', { sku, locationId: 'main', quantity: 9, reference: 'opening' });
  }
}

const change = (price: number, more: object = {}) => ({ reason: 'book', entries: [{ sku: 'A', price }], ...more });

/** A price begins and ends by itself, to the second; what is over is not taken back. */
export const plannedPrices: Page = {
  name: 'planned prices',
  open,
  async play({ clerk, boss, buyer, pause, at, overtake }) {
    const pays = (total: number) => buyer('POST /v1/quotes', cartOf(), { total });
    const planned = change(700, { from: at(60), to: at(120) });
    const { changeId } = (await clerk('POST /v1/admin/price-changes', planned, { status: 'scheduled' })) as never;
    const path = `/v1/admin/price-changes/${changeId}`;
    await pays(1_000);
    await clerk('GET /v1/admin/products/A/prices', undefined, { prices: [{ price: 700 }] });
    await boss(`POST ${path}/approve`, undefined, { status: 'scheduled' });
    await pause(75);
    await pays(700);
    await clerk(`GET ${path}`, undefined, { status: 'applied' });
    await clerk('PUT /v1/admin/products/A/price-limits', { minimumPrice: 800 }, 'pricing.limit-in-the-way');
    await pause(60);
    await pays(1_000);
    await clerk(`GET ${path}`, undefined, { status: 'ended' });
    await clerk(`POST ${path}/revert`, undefined, 'pricing.change-ended');
    const limit = (by: Says, minimumPrice: number) => () =>
      by('PUT /v1/admin/products/A/price-limits', { minimumPrice }, { minimumPrice });
    await overtake({ by: 'put-price-limits' }, limit(clerk, 800), limit(boss, 750));
    await clerk(
      'PUT /v1/admin/products/A/price-limits',
      { minimumPrice: 800, maximumPrice: 700 },
      'pricing.bad-limits',
    );
    await clerk('POST /v1/admin/price-changes', change(799), 'pricing.below-minimum');
    const twice = {
      reason: 'book',
      entries: [
        { sku: 'A', price: 900 },
        { sku: 'A', price: 900 },
      ],
    };
    await clerk('POST /v1/admin/price-changes', twice, 'pricing.sku-twice');
    await clerk('POST /v1/admin/price-changes', change(900, { to: at(-1) }), 'pricing.bad-window');
  },
};

/** Plans are seen by those who may, before they hold; a draft is approved by somebody else, and once. */
export const secrets: Page = {
  name: 'secret plans',
  open,
  async play({ clerk, boss, chief, keyless, pause, at, overtake }) {
    const guards = { approveAll: true, readers: ['nobody'] };
    await overtake(
      { by: 'put-price-guards' },
      () => keyless('PUT /v1/admin/price-guards', guards, { ...guards, version: 2 }),
      () => chief('PUT /v1/admin/price-guards', { approveAll: true }, { version: 1 }),
    );
    const wish = change(700, { from: at(120), to: at(600) });
    const { changeId } = (await boss('POST /v1/admin/price-changes', wish, { status: 'draft' })) as never;
    const path = `/v1/admin/price-changes/${changeId}`;
    await boss(`POST ${path}/approve`, undefined, 'pricing.four-eyes');
    await clerk(`POST ${path}/approve`, undefined, 'pricing.embargoed');
    await clerk(`GET ${path}`, undefined, { status: 'draft', entries: [{ sku: 'A', price: undefined }] });
    await chief(`POST ${path}/approve`, undefined, { status: 'scheduled' });
    await boss(`POST ${path}/approve`, undefined, { status: 'scheduled', approvedBy: 'chief' });
    await clerk(`GET ${path}`, undefined, { status: 'scheduled', entries: [{ price: undefined }] });
    await clerk('GET /v1/admin/products/A/prices', undefined, {
      prices: [{ price: undefined }],
      items: [
        { what: 'change', price: undefined },
        { what: 'base', price: 1_000 },
      ],
    });
    await boss('GET /v1/admin/products/A/prices', undefined, { prices: [{ price: 700 }] });
    await pause(150);
    await clerk(`GET ${path}`, undefined, { status: 'applied', entries: [{ price: 700 }] });
    await clerk('GET /v1/admin/products/A/prices', undefined, {
      prices: [{ price: 700 }],
      items: [{ price: 700 }, {}],
    });
    await boss(`POST ${path}/revert`, undefined, { status: 'reverted' });
    await clerk(`GET ${path}`, undefined, { status: 'reverted', entries: [{ price: 700 }] });
    await boss(`POST ${path}/revert`, undefined, { status: 'reverted', version: undefined });
    await boss(`POST ${path}/approve`, undefined, 'pricing.not-a-draft');
    const second = change(600, { from: at(120) });
    const later = (await boss('POST /v1/admin/price-changes', second, { status: 'draft' })) as unknown as {
      changeId: string;
    };
    const laterPath = `/v1/admin/price-changes/${later.changeId}`;
    await chief(`POST ${laterPath}/approve`, undefined, { status: 'scheduled' });
    await boss(`POST ${laterPath}/revert`, undefined, { status: 'reverted' });
    await clerk(`GET ${laterPath}`, undefined, { entries: [{ price: undefined }] });
    const third = (await boss('POST /v1/admin/price-changes', change(500), { status: 'draft' })) as unknown as {
      changeId: string;
    };
    const thirdPath = `/v1/admin/price-changes/${third.changeId}`;
    await boss(`POST ${thirdPath}/revert`, undefined, { status: 'withdrawn' });
    await clerk(`GET ${thirdPath}`, undefined, { entries: [{ price: undefined }] });
  },
};

/** What was seen elsewhere counts while it is fresh; a proposal while its price stands and it is not too old. */
export const proposals: Page = {
  name: 'proposals',
  open,
  async play(desk) {
    const { clerk, boss, later, pause, at, overtake } = desk;
    const tell = (observations: object[], wanted: string | object) =>
      clerk('POST /v1/admin/competitor-prices', { observations }, wanted);
    await tell([seen('One', 800, at(600))], 'pricing.observed-in-future');
    // A minute ahead by the clock of whoever looked: it counts from then on.
    await tell([seen('One', 800, at(90)), seen('Two', 900, at(-86_400 * 40))], { recorded: 2 });
    await tell([seen('Two', 900, at(-86_400 * 40))], { told: 1 });
    const method = { kind: 'market-index', percent: 100, maxAgeDays: 30, leastCompetitors: 1 };
    const rule = { name: 'Market', method, skus: ['A'] };
    await overtake(
      { by: 'put-price-rule' },
      () => clerk('PUT /v1/admin/price-rules/market', rule, { version: 2 }),
      () => boss('PUT /v1/admin/price-rules/market', { ...rule, skus: ['B'] }, { version: 1 }),
    );
    await clerk('POST /v1/admin/price-rules/market/propose', undefined, { looked: 1, proposed: 0 });
    await pause(120);
    await clerk('POST /v1/admin/price-rules/market/propose', undefined, { looked: 1, proposed: 1 });
    const { items } = (await clerk('GET /v1/admin/price-proposals', undefined, {
      items: [{ price: 800 }],
    })) as unknown as {
      items: { proposalId: string }[];
    };
    const id = items[0]?.proposalId;
    await later(40, async () => {
      await clerk('GET /v1/admin/price-proposals', undefined, { items: [] });
      await clerk(`POST /v1/admin/price-proposals/${id}/accept`, {}, 'pricing.proposal-stale');
    });
    await clerk(`POST /v1/admin/price-proposals/${id}/accept`, {}, { entries: [{ price: 800 }] });
    await clerk(`POST /v1/admin/price-proposals/${id}/accept`, {}, 'pricing.unknown-proposal');
    await watched(desk);
  },
};
