import { stockFrom, stockKeys } from '../../../functions/inventory/holds.ts';
import { batchGet, type Found, type ItemKey } from '../../../shared/platform/batch-get.ts';

jest.mock('../../../shared/platform/batch-get.ts', () => ({ batchGet: jest.fn() }));

process.env.STAGE = 'local';
const read = jest.mocked(batchGet);

const level = (sku: string, locationId: string) => ({ sku, locationId, onHand: 1, reserved: 0, available: 1 });
const places = Array.from({ length: 50 }, (_, at) => `store-${at}`);

/** A table in which TEA lies everywhere; answers what it is asked for. */
function tableFor(keys: readonly ItemKey[]): Found {
  const asked = new Set(keys.map(({ sk }) => sk));
  const items = new Map<string, Record<string, unknown>>([
    ['LOCATIONS', { locations: new Set(['main', ...places]) }],
    ...['main', ...places].map((at): [string, Record<string, unknown>] => [`AT#${at}`, level('TEA', at)]),
  ]);
  return { get: ({ sk }) => (asked.has(sk) ? items.get(sk) : undefined) };
}

beforeEach(() => read.mockImplementation(async (keys) => tableFor(keys)));

test('given stock at locations not met before, then all of it is found, and still is when they were met in between', async () => {
  const before = stockKeys(['TEA']);
  expect(await stockFrom(tableFor(before), ['TEA'])).toHaveLength(51);
  // Another use of the same warm function has met the locations by now; what was asked for before is as it was.
  expect(await stockFrom(tableFor(before), ['TEA'])).toHaveLength(51);
});

test('given a shop of many locations, then a SKU is not looked for at each of them', async () => {
  await stockFrom(tableFor(stockKeys(['TEA'])), ['TEA']);
  expect(stockKeys(['TEA']).length).toBeLessThanOrEqual(6);
});
