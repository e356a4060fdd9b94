import { product, store, tenOff } from '../../crash-points/shelf.ts';
import type { Desk, Page, Says } from './desk.ts';

async function open({ clerk }: Desk): Promise<void> {
  await clerk('PUT /v1/admin/locations/store-1', store);
  for (const sku of ['A', 'B', 'C', 'D', 'E', 'F']) await clerk(`PUT /v1/admin/products/${sku}`, product(sku));
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

const sale = (externalId: string, lines: object[], placedAt: string) => ({
  source: 'elsewhere',
  currency: 'CNY',
  externalId,
  placedAt,
  lines,
});

/** What is sold and what comes back are heard of at the same moment; a return that is told twice at once is one. */
async function soldAndBack({ clerk, pause, at, overtaken }: Desk): Promise<void> {
  const back = { source: 'elsewhere', orderExternalId: 'back', lines: [{ sku: 'F', quantity: 1, unitPrice: 900 }] };
  const comesBack = (externalId: string, wanted: object) =>
    clerk('POST /v1/admin/imports/returns', { ...back, externalId, returnedAt: at(0) }, wanted);
  // Whoever hears that it was sold is overtaken by what came back, and when he looks again by what came back then.
  const overtakes = (externalId: string, nth: number) =>
    overtaken({ by: 'record-deals', nth }, async () => {
      await comesBack(externalId, { refundTotal: 900 });
      await pause(3);
    });
  const heard = Promise.all([overtakes('r0', 1), overtakes('r1', 3)]);
  const sold = [{ sku: 'F', quantity: 4, unitPrice: 900 }];
  await clerk('POST /v1/admin/imports/orders', sale('back', sold, at(-1)));
  await heard;
  await pause(10);
  const first = overtaken({ by: 'import-return' }, () => comesBack('r2', { refundTotal: 900 }));
  await comesBack('r2', { refundTotal: 900 });
  await first;
}

/** A former price must have been paid until the very start: what starts later is looked at again, what runs is not. */
export const law: Page = {
  name: 'former prices',
  open,
  async play(desk) {
    const { stage, clerk, pause, at, overtaken } = desk;
    let sales = 0;
    const sell = async (sku: string, unitPrice: number) => {
      sales += 1;
      await clerk('POST /v1/admin/imports/orders', sale(`s${sales}`, [{ sku, quantity: 1, unitPrice }], at(-1)));
      await pause(30);
    };
    await soldAndBack(desk);
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
    const checked = overtaken({ by: 'check-starts' }, async () => {
      stage.simulation.schedules.wakeNow('check-starts');
      await pause(3);
    });
    stage.simulation.schedules.wakeNow('check-starts');
    await checked;
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
