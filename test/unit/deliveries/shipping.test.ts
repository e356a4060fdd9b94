import { assertShippable, pick } from '../../../functions/deliveries/domain/shipping.ts';
import { codeThrownBy } from '../../support/an-order.ts';

test.each([
  ['PAID', undefined],
  ['RESERVED', 'deliveries.not-paid'],
  ['CHARGING', 'deliveries.not-paid'],
  ['CANCELLED', 'deliveries.not-paid'],
  ['SHIPPED', 'deliveries.already-shipped'],
  ['DELIVERED', 'deliveries.already-shipped'],
  ['COMPLETED', 'deliveries.already-shipped'],
])('given an order that is %s, when it is to be shipped, then the answer is %s', (status, expected) => {
  expect(codeThrownBy(() => assertShippable({ status, delivery: { method: 'ship' } }))).toBe(expected);
});

test('given a paid order that its buyer picks up, when it is to be shipped, then it stays at the counter', () => {
  const shipping = () => assertShippable({ status: 'PAID', delivery: { method: 'pickup' } });
  expect(codeThrownBy(shipping)).toBe('deliveries.to-be-collected');
});

describe('given goods at two places', () => {
  const left = [
    { sku: 'TEA', quantity: 2, locationId: 'main' },
    { sku: 'CUP', quantity: 1, locationId: 'main' },
    { sku: 'TEA', quantity: 3, locationId: 'store-1' },
  ];

  test('when nothing is named, then all of it ships, or all that one place has', () => {
    expect(pick(left, undefined)).toEqual(left);
    expect(pick(left, undefined, 'store-1')).toEqual([left[2]]);
  });

  test('when lines are named, two of one SKU too, then one place that has them all is taken', () => {
    const asked = [
      { sku: 'TEA', quantity: 1 },
      { sku: 'TEA', quantity: 2 },
    ];
    expect(pick(left, asked)).toEqual([{ sku: 'TEA', quantity: 3, locationId: 'store-1' }]);
    expect(pick(left, [{ sku: 'TEA', quantity: 1 }])).toEqual([{ sku: 'TEA', quantity: 1, locationId: 'main' }]);
  });

  test('when no place has them all, then they come from both, and never from another than the one named', () => {
    expect(pick(left, [{ sku: 'TEA', quantity: 4 }])).toEqual([
      { sku: 'TEA', quantity: 2, locationId: 'main' },
      { sku: 'TEA', quantity: 2, locationId: 'store-1' },
    ]);
    const onlyThere = () => pick(left, [{ sku: 'TEA', quantity: 4 }], 'store-1');
    expect(codeThrownBy(onlyThere)).toBe('deliveries.over-shipment');
  });

  test.each([
    [[{ sku: 'TEA', quantity: 6 }], undefined],
    [[{ sku: 'PEN', quantity: 1 }], undefined],
    [[{ sku: 'CUP', quantity: 1 }], 'store-1'],
    [undefined, 'store-2'],
  ])('when %j is named at %s, then that is more than is left', (asked, at) => {
    expect(codeThrownBy(() => pick(left, asked, at))).toBe('deliveries.over-shipment');
  });
});
