import { product, store, tenOff } from '../../crash-points/shelf.ts';
import type { Desk, Page, Says } from './desk.ts';

async function open({ clerk }: Desk): Promise<void> {
  await clerk('PUT /v1/admin/locations/store-1', store);
  for (const sku of ['A', 'B', 'C', 'D', 'E']) await clerk(`PUT /v1/admin/products/${sku}`, product(sku));
}

const promotionFor = (sku: string, more: object = {}) => ({
  ...tenOff,
  scope: { skus: [sku], channels: ['marketplace'] },
  comparedPrices: [{ sku, price: 900 }],
  ...more,
});

type Created = { promotionId: string };

async function plan(clerk: Says, definition: object, wanted: string | object = {}): Promise<string> {
  const { promotionId } = (await clerk('POST /v1/admin/promotions', definition)) as unknown as Created;
  await clerk(`POST /v1/admin/promotions/${promotionId}/publish`, undefined, wanted);
  return promotionId;
}

const evidence = (clerk: Says, promotionId: string, what: readonly string[]) =>
  clerk(`GET /v1/admin/compliance/evidence?promotionId=${promotionId}`, undefined, {
    items: what.map((each) => ({ what: each })),
  });

/** A former price must have been paid until the very start: what starts later is looked at again, what runs is not. */
export const law: Page = {
  name: 'former prices',
  open,
  async play({ stage, clerk, pause, at }) {
    let sales = 0;
    const sell = async (sku: string, unitPrice: number) => {
      sales += 1;
      const sale = { externalId: `s${sales}`, placedAt: at(-1), lines: [{ sku, quantity: 1, unitPrice }] };
      await clerk('POST /v1/admin/imports/orders', { source: 'elsewhere', currency: 'CNY', ...sale });
      await pause(30);
    };
    await sell('A', 500);
    await plan(clerk, promotionFor('A'), 'promotions.not-publishable');
    for (const sku of ['B', 'C', 'D', 'E']) await sell(sku, 900);
    const running = await plan(clerk, promotionFor('B'));
    const moved = await plan(clerk, promotionFor('C', { validFrom: at(60) }));
    const replaced = await plan(clerk, promotionFor('D', { validFrom: at(120) }));
    const later = async (promotionId: string, definition: object) => {
      await clerk(`PUT /v1/admin/promotions/${promotionId}`, definition);
      await clerk(`POST /v1/admin/promotions/${promotionId}/publish`);
    };
    await later(moved, promotionFor('C', { validFrom: at(400) }));
    await later(replaced, { ...promotionFor('D'), comparedPrices: undefined });
    const started = await plan(clerk, promotionFor('E', { validFrom: at(150) }));
    await pause(160);
    // Two look at it at the same moment.
    for (const _ of [1, 2]) stage.simulation.schedules.wakeNow('check-starts');
    await pause(40);
    for (const sku of ['B', 'C', 'D']) await sell(sku, 500);
    await pause(600);
    await evidence(clerk, running, ['published']);
    await evidence(clerk, started, ['published', 'started']);
    await evidence(clerk, replaced, ['published', 'published']);
    await evidence(clerk, moved, ['published', 'published', 'stopped']);
    await clerk(`GET /v1/admin/promotions/${moved}`, undefined, { state: 'stopped' });
    await clerk(`GET /v1/admin/promotions/${replaced}`, undefined, { state: 'published' });
  },
};
