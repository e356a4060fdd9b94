import { readProducts } from '../../../functions/catalog/holds.ts';
import { refuseUnknownSkus } from '../../../functions/orders/catalogued.ts';

jest.mock('../../../functions/catalog/holds.ts', () => ({ readProducts: jest.fn() }));

const read = jest.mocked(readProducts);
const lines = (...skus: string[]) => skus.map((sku) => ({ sku }));

beforeEach(() => {
  read.mockReset();
  read.mockImplementation(
    async (skus) => new Map(skus.filter((sku) => sku !== 'GONE').map((sku) => [sku, {} as never])),
  );
});

test('given a SKU the catalogue lacks, then its line is named; what is known is not asked for again', async () => {
  await refuseUnknownSkus(lines('TEA', 'CUP'));
  await expect(refuseUnknownSkus(lines('TEA', 'GONE'))).rejects.toMatchObject({
    code: 'catalog.unknown-sku',
    details: { errors: [{ path: 'lines.1.sku', code: 'catalog.unknown-sku' }] },
  });
  expect(read.mock.calls).toEqual([[['TEA', 'CUP']], [['GONE']]]);
});

test('given more SKUs than are remembered, then those of the order at hand are still known', async () => {
  await refuseUnknownSkus(lines('TEA', ...Array.from({ length: 50_001 }, (_, at) => `SKU-${at}`)));
  await refuseUnknownSkus(lines('TEA', 'NEW'));
  await refuseUnknownSkus(lines('TEA', 'NEWER'));
  expect(read).toHaveBeenCalledTimes(3);
});
