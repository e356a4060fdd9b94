import { compareSides } from '../../../functions/effects/domain/report.ts';
import { liftOfSides } from '../../../functions/effects/domain/sides.ts';
import { bothTails } from '../../../functions/effects/domain/student.ts';
import { Random } from '../../simulation/world/random.ts';
import { normal } from '../../support/normal.ts';

const CUSTOMERS = 1_000;
const SHARE = 0.8;

/** A customer of whom few buy, and of those few much. */
const bought = (random: Random, chance: number, typical: number) =>
  random.next() < chance ? typical * Math.exp(0.6 * normal(random)) : 0;

/** The mean of what `bought` comes to. */
const meanOf = (chance: number, typical: number) => chance * typical * Math.exp(0.18);

/** The share of seeded shops whose interval covers what the promotion really does to all customers. */
function covered(chance: number, typical: number, shops: number) {
  const random = new Random(20_261_122, 'sides');
  const truth = CUSTOMERS * (meanOf(chance, typical) - meanOf(0.2, 100));
  let inside = 0;
  for (let shop = 0; shop < shops; shop += 1) {
    const sides = { treated: [] as number[], control: [] as number[] };
    for (let customer = 0; customer < CUSTOMERS; customer += 1) {
      const isTreated = random.next() < SHARE;
      const amount = isTreated ? bought(random, chance, typical) : bought(random, 0.2, 100);
      if (amount > 0) sides[isTreated ? 'treated' : 'control'].push(amount);
    }
    const lift = liftOfSides(sides.treated, sides.control, SHARE);
    if (!lift) throw new Error('nobody to compare');
    if (lift.low <= truth && truth <= lift.high) inside += 1;
  }
  return inside / shops;
}

describe('what those who got it bought beside those whom chance held out', () => {
  test('given a promotion that brings more buyers and larger baskets, then at least 93 of 100 intervals cover what it did', () => {
    expect(covered(0.25, 110, 250)).toBeGreaterThanOrEqual(0.93);
  });

  test('given one that does nothing, then hardly more than 5 of 100 are called a lift', () => {
    expect(1 - covered(0.2, 100, 250)).toBeLessThan(0.075);
  });

  test('given sides of different size, then both stand for all customers', () => {
    // A fifth held out: 8 buyers of 10 at 100 are as good as 2 of 2.
    const alike = liftOfSides(Array(8).fill(100), Array(2).fill(100), 0.8);
    expect(alike).toMatchObject({ with: 1_000, estimate: expect.closeTo(0, 9), without: expect.closeTo(1_000, 9) });
  });

  test('given it is worked out by hand, then it is that', () => {
    // Sums 30 and 10 of halves: 60 and 20; variances (100 + 400) / 0.25 and (36 + 16) / 0.25.
    const lift = liftOfSides([10, 20], [6, 4], 0.5);
    const [a, b] = [2_000, 208];
    expect(lift).toMatchObject({ with: 60, without: 20, estimate: 40 });
    const freedom = (a + b) ** 2 / (a ** 2 + b ** 2);
    const reach = ((lift?.high ?? 0) - 40) / Math.sqrt(a + b);
    expect(bothTails(reach, freedom)).toBeCloseTo(0.05, 10);
    expect(lift?.low).toBeCloseTo(80 - (lift?.high ?? 0), 9);
  });

  test.each([
    [[1], [1, 2]],
    [[1, 2], []],
    [
      [0, 0],
      [0, 0],
    ],
  ])('given %j beside %j, then there is too little to tell', (treated, control) => {
    expect(liftOfSides(treated, control, 0.5)).toBeUndefined();
  });

  test('given buyers with refunds and cancelled orders, then those are taken off', () => {
    const buyer = (heldOut: boolean, orders: number, revenue: number) => ({
      heldOut,
      tally: { orders, revenue, refunds: 40, cancelled: 1, margin: revenue / 10 },
    });
    const buyers = [buyer(false, 2, 100), buyer(false, 3, 200), buyer(true, 2, 50), buyer(true, 2, 70)];
    const { treated, control, compared } = compareSides(buyers, 50);
    expect([treated, control]).toEqual([2, 2]);
    expect(compared.map(({ outcome, lift }) => [outcome, lift?.with, lift?.without])).toEqual([
      ['orders', 6, 4],
      ['net', 440, 80],
      ['margin', 60, 24],
    ]);
  });
});
