import { currencyDigits, minorUnits, readable } from '../../../scripts/import/minor-units.ts';

describe('minorUnits', () => {
  it.each([
    ['2.55', 2, 255],
    ['15.0', 2, 1500],
    ['15', 2, 1500],
    ['15.', 2, 1500],
    ['0.001', 2, 0],
    ['0.005', 2, 1],
    ['1.0049999', 2, 100],
    ['1.005', 2, 101],
    ['-1.005', 2, -101],
    ['-0.001', 2, 0],
    ['7.5', 0, 8],
    ['13541.33', 2, 1_354_133],
  ])('given %s with %i decimals, then %i', (text, digits, expected) => {
    expect(minorUnits(text, digits)).toBe(expected);
  });

  it.each(['', 'abc', '1,5', '1e3', '.', '1.2.3', 'NaN', ' 1'])('given %p, then it is no amount', (text) => {
    expect(minorUnits(text, 2)).toBeUndefined();
  });
});

describe('readable', () => {
  it.each([
    [0n, 2, '0.00'],
    [5n, 2, '0.05'],
    [123_456_789n, 2, '1,234,567.89'],
    [-100n, 2, '-1.00'],
    [1_234n, 0, '1,234'],
  ])('given %p with %i decimals, then %s', (units, digits, expected) => {
    expect(readable(units, digits)).toBe(expected);
  });
});

describe('currencyDigits', () => {
  it('given currencies with and without minor units, then their decimals', () => {
    expect(['GBP', 'CNY', 'JPY'].map(currencyDigits)).toEqual([2, 2, 0]);
  });
});
