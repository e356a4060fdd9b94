import { bothTails, quantile } from '../../../functions/effects/domain/student.ts';

describe("Student's t", () => {
  // Two-sided 95 % (and 99 %) values of any printed table.
  test.each([
    [0.95, 1, 12.706205],
    [0.95, 2, 4.302653],
    [0.95, 10, 2.228139],
    [0.95, 30, 2.042272],
    [0.99, 5, 4.032143],
    [0.95, 100_000, 1.959988],
  ])('given level %d and %d degrees of freedom, then the quantile is %d', (level, freedom, expected) => {
    expect(quantile(level, freedom)).toBeCloseTo(expected, 5);
  });

  test('given a quantile, when its tails are asked for, then they are what the level leaves', () => {
    for (const freedom of [1.5, 7.3, 40, 1e6]) expect(bothTails(quantile(0.9, freedom), freedom)).toBeCloseTo(0.1, 10);
  });
});
