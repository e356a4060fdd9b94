import { groupOf, oneAgainst, welch } from '../../../functions/effects/domain/means.ts';
import { Random } from '../../simulation/world/random.ts';
import { normal } from '../../support/normal.ts';

/** The share of seeded experiments with a lift of `lift` whose interval covers it, and of those that call it one. */
function runs(lift: number, experiments: number) {
  const random = new Random(20_260_101, 'lift');
  let [covered, called] = [0, 0];
  for (let n = 0; n < experiments; n += 1) {
    const treated = groupOf(Array.from({ length: 40 }, () => 100 + lift + 30 * normal(random)));
    const control = groupOf(Array.from({ length: 25 }, () => 100 + 12 * normal(random)));
    const difference = welch(treated, control);
    if (!difference) throw new Error('nobody to compare');
    if (difference.low <= lift && lift <= difference.high) covered += 1;
    if (difference.p < 0.05) called += 1;
  }
  return { covered: covered / experiments, called: called / experiments };
}

describe('means and their differences', () => {
  test('given values, then count, mean and variance are the textbook ones', () => {
    expect(groupOf([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ count: 8, mean: 5, variance: expect.closeTo(32 / 7, 12) });
  });

  test('given values far from zero, then no digits are lost', () => {
    expect(groupOf([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]).variance).toBeCloseTo(30, 6);
  });

  test("given the worked example of R's t.test (sleep data), then interval, freedom and p are its", () => {
    const first = groupOf([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]);
    const second = groupOf([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
    expect(welch(first, second)).toMatchObject({
      estimate: expect.closeTo(-1.58, 10),
      low: expect.closeTo(-3.3654832, 6),
      high: expect.closeTo(0.2054832, 6),
      freedom: expect.closeTo(17.776, 3),
      p: expect.closeTo(0.07939, 5),
    });
  });

  test('given groups too small or all alike, then there is no difference to tell', () => {
    expect(welch(groupOf([1]), groupOf([1, 2]))).toBeUndefined();
    expect(welch(groupOf([3, 3]), groupOf([3, 3]))).toBeUndefined();
  });

  test('given one value beside a group, then its interval is that of one more of the group', () => {
    // By hand: mean 2, variance 1, t of 0.975 at 2 degrees of freedom 4.302653.
    const reach = 4.302_653 * Math.sqrt(4 / 3);
    const found = oneAgainst(10, groupOf([1, 2, 3]));
    expect(found).toMatchObject({ estimate: 8, low: expect.closeTo(8 - reach, 5), high: expect.closeTo(8 + reach, 5) });
    expect(oneAgainst(10, groupOf([1]))).toBeUndefined();
    expect(oneAgainst(10, groupOf([2, 2]))).toBeUndefined();
  });

  test('given a planted lift, then at least 93 of 100 intervals cover it', () => {
    expect(runs(9, 600).covered).toBeGreaterThanOrEqual(0.93);
  });

  test('given two arms that are the same, then hardly more than 5 of 100 are called different', () => {
    expect(runs(0, 600).called).toBeLessThan(0.065);
  });
});
