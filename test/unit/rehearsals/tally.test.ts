import fc from 'fast-check';
import { mergeParts } from '../../../functions/rehearsals/domain/merge.ts';
import { outcomeOf } from '../../../functions/rehearsals/domain/outcome.ts';
import { addOrder, type Compared, emptyPart, type Part } from '../../../functions/rehearsals/domain/tally.ts';

const order = fc.record({
  price: fc.integer({ min: 1, max: 5_000 }),
  off: fc.integer({ min: 0, max: 5_000 }),
  cost: fc.option(fc.integer({ min: 0, max: 3_000 }), { nil: undefined }),
  hour: fc.integer({ min: 0, max: 71 }),
});

type Sold = { price: number; off: number; cost: number | undefined; hour: number };

function compared({ price, off, cost, hour }: Sold, index: number): Compared {
  const given = Math.min(off, price);
  const evaluated = (amount: number) => ({
    lines: [{ sku: 'A', quantity: 1, net: price - amount, discounts: amount > 0 ? [{ promotionId: 'draft' }] : [] }],
    applied: amount > 0 ? [{ promotionId: 'draft', amount }] : [],
    rejected: [],
    terms: [],
  });
  return {
    ...{ orderId: `order_${index}`, at: `2026-11-0${1 + Math.floor(hour / 24)}T00:00:00.000Z`, exhausted: false },
    ...{ date: `2026-11-0${1 + Math.floor(hour / 24)}`, hour: String(hour % 24).padStart(2, '0') },
    lines: [{ sku: 'A', quantity: 1 }],
    without: outcomeOf(evaluated(0), () => cost),
    with: outcomeOf(evaluated(given), () => cost),
    units: given > 0 ? [['A', 1]] : [],
  };
}

function partOf(orders: readonly Compared[]): Part {
  const part = emptyPart();
  for (const each of orders) addOrder(part, each, 'draft', 0);
  return part;
}

test('given any orders, however they are cut into steps, then the report is made of the same', () => {
  fc.assert(
    fc.property(fc.array(order, { maxLength: 30 }), fc.array(fc.nat(30), { maxLength: 4 }), (sold, cuts) => {
      const all = sold.map(compared);
      const ends = [...cuts.map((cut) => Math.min(cut, all.length)), all.length].sort((a, b) => a - b);
      const steps = ends.map((end, at) => partOf(all.slice(ends[at - 1] ?? 0, end)));
      expect(mergeParts(steps)).toEqual(mergeParts([partOf(all)]));
    }),
    { numRuns: 200 },
  );
});

test('given any orders, then what is given is what the revenue falls by, and a breach was sound without the draft', () => {
  fc.assert(
    fc.property(fc.array(order, { maxLength: 30 }), (sold) => {
      const part = partOf(sold.map(compared));
      expect(part.revenue.without - part.revenue.with).toBe(part.given);
      const days = Object.values(part.days).reduce((sum, day) => sum + day.given, 0);
      expect(days).toBe(part.given);
      for (const breach of part.breaches) {
        expect(breach.with).toBeLessThan(0);
        expect(breach.without).toBeGreaterThanOrEqual(0);
      }
      const lost = sold.filter(
        ({ price, off, cost }) => cost !== undefined && price >= cost && price - Math.min(off, price) < cost,
      );
      expect(part.breachCount).toBe(lost.length);
    }),
    { numRuns: 200 },
  );
});

test('given funders and shipping that is given away, then the margin counts what the shop itself pays', () => {
  const outcome = outcomeOf(
    {
      lines: [{ sku: 'A', quantity: 2, net: 1_500, discounts: [] }],
      applied: [
        { promotionId: 'shared', amount: 500 },
        { promotionId: 'free', amount: 0, shipping: 80 },
      ],
      rejected: [],
      terms: [{ promotionId: 'shared', funders: [{ funder: 'brand', percent: 60 }] }],
    },
    () => 600,
  );
  expect(outcome).toMatchObject({ revenue: 1_500, cost: 1_200, margin: 1_500 + 300 - 1_200 - 80 });
  expect(outcome.given.get('free')).toBe(80);
});
