import type { HistoryLine } from '../../../functions/pricing/domain/history.ts';
import { linesOf, linesSince, putHistory } from '../../../functions/pricing/history-store.ts';
import { marketsOf, putMarket, putObservation, unknownAmong } from '../../../functions/pricing/market-store.ts';
import { commit } from '../../../shared/platform/transaction.ts';
import { openContextTable, type StoreTable } from '../../support/store-table.ts';

const at = (hour: number) => `2026-11-22T${String(hour).padStart(2, '0')}:00:00.000Z`;

describe('what pricing keeps', () => {
  let table: StoreTable;
  beforeAll(async () => {
    table = await openContextTable('pricing');
  });
  afterAll(() => table.discard());

  const line = (hour: number, id: string): HistoryLine => ({
    sku: 'TEA',
    at: at(hour),
    id,
    what: 'base',
    by: 'ann',
    price: hour,
  });

  test('given lines of a history, then they come newest first, in pages and since an instant', async () => {
    await commit([line(1, 'a'), line(2, 'b'), line(3, 'c')].map(putHistory));
    const first = await linesOf('TEA', 2, undefined);
    const second = await linesOf('TEA', 2, first.lastKey);
    expect([first, second].map(({ lines }) => lines.map(({ id }) => id))).toEqual([['c', 'b'], ['a']]);
    expect(await linesSince('TEA', at(2))).toEqual([line(3, 'c'), line(2, 'b')]);
  });

  test('given an observation, then it is known afterwards', async () => {
    const observation = { sku: 'TEA', competitor: 'X', price: 900, observedAt: at(1) };
    expect(await unknownAmong([observation])).toEqual([observation]);
    await commit([putObservation(observation)]);
    expect(await unknownAmong([observation, { ...observation, competitor: 'Y' }])).toHaveLength(1);
  });

  test('given a market, then it is found by SKU, an empty one where nobody looked, and counts its versions', async () => {
    const market = { sku: 'TEA', latest: { X: { price: 900, observedAt: at(1) } }, version: 1 };
    await commit([putMarket(market)]);
    expect([...(await marketsOf(['TEA', 'CUP'])).values()]).toEqual([market, { sku: 'CUP', latest: {}, version: 0 }]);
    await expect(commit([putMarket(market)])).rejects.toMatchObject({ code: 'pricing.changed-meanwhile' });
  });
});
