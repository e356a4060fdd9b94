import fc from 'fast-check';
import { bundlesIn, explode, splitRevenue } from '../../../functions/inventory/domain/bundles.ts';
import { wantsOf } from '../../../functions/inventory/domain/stock.ts';

const set = [
  { sku: 'LEAF', quantity: 3 },
  { sku: 'BOWL', quantity: 1 },
];

test('given a bundle and one of its parts in a cart, then the parts are wanted together, and the first line answers for them', () => {
  const lines = [
    { sku: 'SET', quantity: 2 },
    { sku: 'LEAF', quantity: 1 },
  ];
  expect(explode(lines, { SET: set })).toHaveLength(3);
  expect(wantsOf(lines, { SET: set })).toEqual([
    { sku: 'LEAF', quantity: 7, line: 0 },
    { sku: 'BOWL', quantity: 2, line: 0 },
  ]);
});

test('given a name that every object knows, then it is a product like any other', () => {
  expect(explode([{ sku: 'toString', quantity: 1 }], {})).toEqual([{ sku: 'toString', quantity: 1, line: 0 }]);
});

test('given stock of the parts, then there are as many bundles as the scarcest part allows', () => {
  expect(bundlesIn(set, (sku) => (sku === 'LEAF' ? 11 : 9))).toBe(3);
  expect(bundlesIn(set, () => -2)).toBe(0);
});

test('given any revenue and list prices, then the parts earn exactly all of it, none less than nothing', () => {
  const prices = fc.array(fc.tuple(fc.nat(100_000), fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.nat(10_000_000), prices, (revenue, parts) => {
      const components = parts.map(([, quantity], at) => ({ sku: `P${at}`, quantity }));
      const earned = splitRevenue(revenue, components, (sku) => parts[Number(sku.slice(1))]?.[0] ?? 0);
      expect(earned.reduce((sum, { amount }) => sum + amount, 0)).toBe(revenue);
      expect(earned.every(({ amount }) => amount >= 0)).toBe(true);
    }),
  );
});
