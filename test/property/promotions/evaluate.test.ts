import fc from 'fast-check';
import type { Cart, CartLine, Evaluation } from '../../../functions/promotions/domain/cart.ts';
import { compile } from '../../../functions/promotions/domain/compile.ts';
import { evaluate } from '../../../functions/promotions/domain/evaluate.ts';
import { LAYERS, type Published } from '../../../functions/promotions/domain/promotion.ts';
import { ANY } from '../../../functions/promotions/domain/slots.ts';

const SKUS = ['A', 'B', 'C', 'D'];
const CATEGORIES = ['x', 'y'];

const percent = fc.integer({ min: 1, max: 1_000 }).map((tenths) => tenths / 10);
const money = fc.integer({ min: 1, max: 50_000 });

const terms = fc.oneof(
  fc.record({
    kind: fc.constant('percent-off' as const),
    effect: fc.record({ percent, cap: fc.option(money, { nil: undefined }) }),
  }),
  fc.record({ kind: fc.constant('amount-off' as const), effect: fc.record({ amount: money }) }),
  fc.record({
    kind: fc.constant('threshold-off' as const),
    effect: fc.record({
      tiers: fc
        .uniqueArray(fc.record({ spend: money, off: money }), { minLength: 1, maxLength: 4, selector: (t) => t.spend })
        .map((tiers) => tiers.sort((a, b) => a.spend - b.spend)),
      repeat: fc.boolean(),
    }),
  }),
);

const narrow = <T>(values: T[]) => fc.option(fc.subarray(values, { minLength: 1 }), { nil: undefined });

const promotion = fc
  .tuple(
    terms,
    fc.record({
      layer: fc.constantFrom(...LAYERS),
      priority: fc.integer({ min: 0, max: 2 }),
      exclusiveGroup: fc.constantFrom(undefined, undefined, 'g', 'h'),
      scope: fc.record({ skus: narrow(SKUS), categories: narrow(CATEGORIES), excludeSkus: narrow(SKUS) }),
      limits: fc.constantFrom(undefined, { budget: 9_000 }, { totalUses: 1 }),
    }),
  )
  .map(([term, rest]) => ({ ...term, ...rest }));

const promotions = fc.array(promotion, { maxLength: 8 }).map((list) =>
  list.map(
    (one, index) =>
      ({
        ...one,
        promotionId: `p${index}`,
        version: 1,
        name: 'n',
        validFrom: '2026-01-01T00:00:00.000Z',
        validTo: '2027-01-01T00:00:00.000Z',
      }) as Published,
  ),
);

const line: fc.Arbitrary<CartLine> = fc.record({
  sku: fc.constantFrom(...SKUS),
  quantity: fc.integer({ min: 1, max: 12 }),
  unitPrice: fc.integer({ min: 0, max: 20_000 }),
  category: fc.constantFrom(...CATEGORIES),
});

const lines = fc.array(line, { minLength: 1, maxLength: 6 });

const cartOf = (cartLines: CartLine[]): Cart => ({
  lines: cartLines,
  channel: 'web',
  couponCodes: [],
  now: '2026-06-01T00:00:00.000Z',
  timeZone: 'Asia/Shanghai',
});

const price = (list: Published[], cartLines: CartLine[]): Evaluation => evaluate(compile(list), cartOf(cartLines), []);

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

const upToLineOrder = (evaluation: Evaluation) => ({
  ...evaluation,
  lines: evaluation.lines.map((one) => JSON.stringify(one)).sort(),
});

describe('evaluate, for any cart and promotions', () => {
  test('the sums are exact and nothing is negative', () => {
    fc.assert(
      fc.property(promotions, lines, (list, cartLines) => {
        const { lines: priced, applied, discountTotal } = price(list, cartLines);
        for (const { gross, net, discounts, unitPrice, quantity } of priced) {
          expect(gross).toBe(unitPrice * quantity);
          expect(net).toBe(gross - sum(discounts.map(({ amount }) => amount)));
          expect(net).toBeGreaterThanOrEqual(0);
          expect(discounts.every(({ amount }) => Number.isInteger(amount) && amount > 0)).toBe(true);
        }
        for (const { promotionId, amount } of applied) {
          const parts = priced.flatMap(({ discounts }) => discounts.filter((d) => d.promotionId === promotionId));
          expect(sum(parts.map((part) => part.amount))).toBe(amount);
        }
        expect(sum(applied.map(({ amount }) => amount))).toBe(discountTotal);
      }),
      { numRuns: 500 },
    );
  });

  test('the order of promotions and of lines changes nothing', () => {
    const shuffled = fc
      .tuple(promotions, lines)
      .chain(([list, cartLines]) =>
        fc.tuple(
          fc.constant(list),
          fc.constant(cartLines),
          fc.shuffledSubarray(list, { minLength: list.length }),
          fc.shuffledSubarray(cartLines, { minLength: cartLines.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([list, cartLines, otherList, otherLines]) => {
        expect(JSON.stringify(price(otherList, cartLines))).toBe(JSON.stringify(price(list, cartLines)));
        expect(upToLineOrder(price(otherList, otherLines))).toEqual(upToLineOrder(price(list, cartLines)));
      }),
      { numRuns: 500 },
    );
  });

  test('of an exclusive group in one layer at most one is given, and no other alone would take more', () => {
    fc.assert(
      fc.property(promotions, lines, (list, cartLines) => {
        const group = list.map((one) => ({ ...one, layer: 'item' as const, exclusiveGroup: 'g' }) as Published);
        const { applied, discountTotal } = price(group, cartLines);
        expect(applied.length).toBeLessThanOrEqual(1);
        for (const one of group) expect(price([one], cartLines).discountTotal).toBeLessThanOrEqual(discountTotal);
      }),
      { numRuns: 300 },
    );
  });

  test('the index misses nothing: going through all promotions gives the same', () => {
    fc.assert(
      fc.property(promotions, lines, (list, cartLines) => {
        const indexed = compile(list);
        const everywhere = { audiences: [ANY], goods: [ANY], field: 'any' as const };
        const byId = new Map([...indexed.byId].map(([id, one]) => [id, { ...one, ...everywhere }]));
        const plain = { byId, slots: [] };
        expect(evaluate(plain, cartOf(cartLines), [])).toEqual(evaluate(indexed, cartOf(cartLines), []));
      }),
      { numRuns: 300 },
    );
  });

  test('a hint tells the truth: without it no more is taken, with what is missing more is', () => {
    const onlySteps = promotions.map((list) => list.filter(({ kind }) => kind === 'threshold-off').slice(0, 1));
    fc.assert(
      fc.property(onlySteps, lines, ([step], cartLines) => {
        if (!step) return;
        const alone = { ...step, scope: {}, limits: undefined, exclusiveGroup: undefined } as Published;
        const before = price([alone], cartLines);
        const hint = before.hints[0];
        if (!hint) return;
        const more = { sku: 'Z', quantity: 1, unitPrice: hint.missing, category: 'x' };
        expect(price([alone], [...cartLines, more]).discountTotal).toBeGreaterThanOrEqual(before.discountTotal);
      }),
    );
  });
});
