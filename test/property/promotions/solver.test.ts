import fc from 'fast-check';
import { compile } from '../../../functions/promotions/domain/compile.ts';
import { evaluate } from '../../../functions/promotions/domain/evaluate.ts';
import { type AnyCase, anyCase } from '../../support/brute-force/cases.ts';
import { expectedOf, foundOf } from '../../support/brute-force/compare.ts';

const trace = ({ promotions, cart, counters }: AnyCase) => evaluate(compile(promotions), cart, [], counters);

const upToLineOrder = (one: AnyCase) => {
  const evaluation = trace(one);
  return { ...evaluation, lines: evaluation.lines.map((line) => JSON.stringify(line)).sort() };
};

const shuffled = anyCase.chain((one) =>
  fc.record({
    one: fc.constant(one),
    promotions: fc.shuffledSubarray(one.promotions, { minLength: one.promotions.length }),
    lines: fc.shuffledSubarray([...one.cart.lines], { minLength: one.cart.lines.length }),
  }),
);

describe('the best combination, for any cart and any promotions of all kinds', () => {
  test('it is the one that is found by looking at every combination', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        expect(foundOf(one)).toEqual(expectedOf(one));
      }),
      { numRuns: 1_500 },
    );
  }, 120_000);

  test('the order of promotions and lines changes nothing, and the same question has the same answer to the byte', () => {
    fc.assert(
      fc.property(shuffled, ({ one, promotions, lines }) => {
        expect(JSON.stringify(trace({ ...one, promotions }))).toBe(JSON.stringify(trace(one)));
        const other = { ...one, promotions, cart: { ...one.cart, lines } };
        expect(upToLineOrder(other)).toEqual(upToLineOrder(one));
      }),
      { numRuns: 300 },
    );
  });

  test('one more promotion never raises the price', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const prices = one.promotions.map(
          (_, n) => foundOf({ ...one, promotions: one.promotions.slice(0, n) }).payable,
        );
        prices.push(foundOf(one).payable);
        expect(prices).toEqual([...prices].sort((a, b) => b - a));
      }),
      { numRuns: 150 },
    );
  });

  test('no line falls below its least price, and what is given adds up', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const { lines, applied, discountTotal } = trace(one);
        const taken = new Map<string, number>();
        for (const { sku, gross, net, quantity, unitPrice, discounts } of lines) {
          const { floor = 0 } =
            one.cart.lines.find(
              (line) => line.sku === sku && line.unitPrice === unitPrice && line.quantity === quantity,
            ) ?? {};
          if (!one.cart.lines.some((line) => line.sku === sku && (line.floor ?? 0) !== floor))
            expect(net).toBeGreaterThanOrEqual(Math.min(gross, floor * quantity));
          expect(net).toBe(gross - discounts.reduce((sum, { amount }) => sum + amount, 0));
          for (const { promotionId, amount } of discounts)
            taken.set(promotionId, (taken.get(promotionId) ?? 0) + amount);
        }
        for (const { promotionId, amount } of applied) expect(taken.get(promotionId) ?? 0).toBe(amount);
        expect(applied.reduce((sum, { amount }) => sum + amount, 0)).toBe(discountTotal);
      }),
      { numRuns: 300 },
    );
  });

  test('a rejected promotion lost by as much as the price would be higher with it', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        for (const { by, lostTo, code } of trace(one).rejected) {
          expect(by === undefined).toBe(lostTo === undefined);
          if (lostTo !== undefined) expect(code).toBe('promotions.lost-to-better');
          expect(by ?? 0).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 200 },
    );
  });
});
