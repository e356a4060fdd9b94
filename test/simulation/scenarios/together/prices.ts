import type { Body } from '../../crash-points/chapter.ts';
import { fill } from '../../crash-points/shelf.ts';
import type { Hands, Scene } from './hands.ts';

type Changed = Body & { changeId: string };
type Proposed = Body & { items: { proposalId: string }[] };

const change = (sku: string, price: number, more: object = {}) => ({
  reason: 'together',
  entries: [{ sku, price }],
  ...more,
});

/** Prices from plan to end, three at a time. */
export const pricesTogether: Scene = {
  open: ({ clerk }: Hands) => fill(clerk, ['A', 'B'], { main: 9 }),
  async play({ clerk, boss, clerks, bosses, atOnce, wake, at }) {
    const parity = { parity: { percent: 5, maxAgeDays: 30 } };
    await bosses('PUT /v1/admin/price-guards', { approveAll: true, ...parity });
    await clerks('PUT /v1/admin/price-lists/live', {
      name: 'Live',
      channel: 'live',
      validFrom: '2020-01-01T00:00:00Z',
    });
    const { changeId } = (await clerk('POST /v1/admin/price-changes', change('A', 900, { listId: 'live' }))) as Changed;
    await bosses(`POST /v1/admin/price-changes/${changeId}/approve`);
    await bosses(`POST /v1/admin/price-changes/${changeId}/revert`);
    await bosses('PUT /v1/admin/price-guards', parity);
    await clerks('POST /v1/admin/price-changes', change('A', 950, { listId: 'live' }));
    await clerks('POST /v1/admin/price-changes', change('A', 960, { from: at(600) }));
    await atOnce(
      ['PUT /v1/admin/products/A/price-limits', { minimumPrice: 100 }],
      ['POST /v1/admin/price-changes', change('A', 970)],
      ['PUT /v1/admin/products/A/price-limits', { minimumPrice: 200 }],
    );
    const seen = (competitor: string, observedAt = at(-3_600)) => ({
      observations: [{ sku: 'A', competitor, price: 800, currency: 'CNY', observedAt }],
    });
    await clerks('POST /v1/admin/competitor-prices', seen('One'));
    await atOnce(
      ...['Two', 'Three', 'Four'].map((name): [string, unknown] => ['POST /v1/admin/competitor-prices', seen(name)]),
    );
    await atOnce(['POST /v1/admin/competitor-prices', seen('Five')], ['GET /v1/admin/price-parity']);
    const method = { kind: 'market-index', percent: 100, maxAgeDays: 30, leastCompetitors: 1 };
    await clerks('PUT /v1/admin/price-rules/market', { name: 'Market', method, skus: ['A', 'B'] });
    await clerks('POST /v1/admin/price-rules/market/propose');
    await wake('propose-nightly', 'watch-parity');
    await boss('PUT /v1/admin/price-guards', { parity: { percent: 90, maxAgeDays: 30 } });
    await wake('watch-parity');
    await boss('PUT /v1/admin/price-guards', parity);
    await wake('watch-parity');
    const { items = [] } = (await clerk('GET /v1/admin/price-proposals')) as Proposed;
    for (const { proposalId } of items) await clerks(`POST /v1/admin/price-proposals/${proposalId}/accept`, {});
  },
};
