import { readProducts } from '../../../functions/catalog/holds.ts';
import { refuseUnknown } from '../../../functions/inventory/known.ts';
import { storedLocation } from '../../../functions/inventory/location-store.ts';
import { putSourcing } from '../../../functions/inventory/sourcing-routes.ts';

jest.mock('../../../functions/catalog/holds.ts', () => ({ readProducts: jest.fn() }));
jest.mock('../../../functions/inventory/location-store.ts', () => ({ storedLocation: jest.fn() }));

beforeEach(() => {
  const products = new Map([
    ['TEA', {}],
    ['SET', { bundle: [] }],
  ]);
  jest.mocked(readProducts).mockResolvedValue(products as never);
  jest.mocked(storedLocation).mockImplementation(async (id) => (id === 'store' ? ({} as never) : undefined));
});

test.each([
  ['NONE', {}, 'catalog.unknown-sku', ['sku']],
  ['SET', {}, 'inventory.bundle', ['sku']],
  ['TEA', { locationId: 'nowhere' }, 'inventory.unknown-location', ['locationId']],
  ['TEA', { from: 'store', to: 'nowhere' }, 'inventory.unknown-location', ['to']],
  ['TEA', { from: 'here', to: 'nowhere' }, 'inventory.unknown-location', ['from', 'to']],
])('given %s at %j, then %s names %j', async (sku, places, code, paths) => {
  const errors = paths.map((path) => ({ path, code }));
  await expect(refuseUnknown(sku, places)).rejects.toMatchObject({ code, details: { errors } });
});

test('given what the shop has, then nothing is refused', async () => {
  await expect(refuseUnknown('TEA', { from: 'main', to: 'store' })).resolves.toBeUndefined();
});

test.each([
  [1_000, true],
  [1_001, false],
])('given %i distances between regions, then they are taken: %s', (count, success) => {
  const distances: Record<string, Record<string, number>> = {};
  for (let at = 0; at < count; at += 1)
    distances[`from ${at % 50}`] = { ...distances[`from ${at % 50}`], [`to ${at}`]: at };
  expect(putSourcing.body.safeParse({ policy: 'nearest', distances }).success).toBe(success);
});
