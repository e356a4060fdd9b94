import { assertShippable } from '../../../functions/deliveries/domain/shipping.ts';

const lines = [
  { sku: 'TEA-01', quantity: 2 },
  { sku: 'CUP-01', quantity: 1 },
  { sku: 'TEA-01', quantity: 1 },
];

const outcome = (status: string, asked?: { sku: string; quantity: number }[]): string => {
  try {
    assertShippable({ status, lines }, asked);
    return 'ships';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('given an order to be shipped', () => {
  test.each([
    ['PAID', 'ships'],
    ['RESERVED', 'deliveries.not-paid'],
    ['CHARGING', 'deliveries.not-paid'],
    ['CANCELLED', 'deliveries.not-paid'],
    ['SHIPPED', 'deliveries.already-shipped'],
    ['DELIVERED', 'deliveries.already-shipped'],
    ['COMPLETED', 'deliveries.already-shipped'],
  ])('when it is %s, then the answer is %s', (status, expected) => {
    expect(outcome(status)).toBe(expected);
  });

  test('when all units are named, in whatever lines, then it ships', () => {
    expect(
      outcome('PAID', [
        { sku: 'CUP-01', quantity: 1 },
        { sku: 'TEA-01', quantity: 3 },
      ]),
    ).toBe('ships');
  });

  test.each([
    [[{ sku: 'TEA-01', quantity: 3 }]],
    [
      [
        { sku: 'TEA-01', quantity: 2 },
        { sku: 'CUP-01', quantity: 1 },
      ],
    ],
    [
      [
        { sku: 'TEA-01', quantity: 3 },
        { sku: 'PEN-01', quantity: 1 },
      ],
    ],
  ])('when fewer or other units are named, then it is refused', (asked) => {
    expect(outcome('PAID', asked)).toBe('deliveries.partial-shipment');
  });
});
