import { median, percentile, round } from '../../../bench/load/statistics.ts';

describe('percentile, by nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  test.each([
    [0.5, 50],
    [0.95, 95],
    [0.99, 99],
    [1, 100],
    [0, 1],
  ])('given 1 to 100, then the share %s lies at %s', (share, expected) => {
    expect(percentile(hundred, share)).toBe(expected);
  });

  test('given one value, then it is every percentile; given none, then there is none', () => {
    expect([percentile([7], 0.01), percentile([7], 0.99), percentile([], 0.5)]).toEqual([7, 7, Number.NaN]);
  });
});

test('the median of an even number of values is the lower one, and the values keep their order', () => {
  const values = [4, 1, 3, 2];
  expect(median(values)).toBe(2);
  expect(values).toEqual([4, 1, 3, 2]);
});

test('rounding keeps as many decimals as asked for', () => {
  expect([round(1.25), round(1.005, 0), round(0.12345, 4)]).toEqual([1.3, 1, 0.1235]);
});
