import { percentOf, roundHalfUp, splitByLargestRemainder } from '../../../shared/kernel/money.ts';

test.each([
  [1n, 2n, 1],
  [-1n, 2n, -1],
  [1n, 3n, 0],
  [2n, 3n, 1],
  [5n, -2n, -3],
  [10n, 5n, 2],
])('given %s / %s, when it is rounded, then half goes away from zero: %s', (numerator, denominator, rounded) => {
  expect(roundHalfUp(numerator, denominator)).toBe(rounded);
});

test.each([
  [4_999, 10, 500],
  [4_995, 10, 500],
  [4_994, 10, 499],
  [100, 12.5, 13],
  [999_999_999_999, 33.3, 333_000_000_000],
  [0, 50, 0],
  [100, 100, 100],
])('given %s and %s %%, then it comes to %s', (amount, percent, share) => {
  expect(percentOf(amount, percent)).toBe(share);
});

test.each([
  [100, [1, 1, 1], [34, 33, 33]],
  [2, [1, 1, 1], [1, 1, 0]],
  [10, [0, 0], [5, 5]],
  [10, [0, 3], [0, 10]],
  [0, [1, 2], [0, 0]],
  [7, [], []],
])('given %s over %j, when it is split, then ties go to the earlier part: %j', (total, weights, parts) => {
  expect(splitByLargestRemainder(total, weights)).toEqual(parts);
});
