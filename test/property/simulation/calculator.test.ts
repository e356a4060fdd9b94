import fc from 'fast-check';
import { compile } from '../../../functions/promotions/domain/compile.ts';
import { evaluate } from '../../../functions/promotions/domain/evaluate.ts';
import type { Published } from '../../../functions/promotions/domain/promotion.ts';
import { discountsOf } from '../../simulation/invariants/calculator/price.ts';
import type { Definition } from '../../simulation/invariants/calculator/promotions.ts';

const SKUS = ['A', 'B', 'C', 'D'];
const CATEGORIES = ['x', 'y'];
const BRANDS = ['b1', 'b2'];
const USED = { uses: 3, spent: 4_000, byCustomer: 1 };

const percent = fc.integer({ min: 1, max: 1_000 }).map((tenths) => tenths / 10);
const money = fc.integer({ min: 1, max: 50_000 });
const rising = (name: 'spend' | 'quantity', step: fc.Arbitrary<number>) =>
  fc
    .uniqueArray(fc.record({ step, off: money, percent, byPercent: fc.boolean() }), {
      minLength: 1,
      maxLength: 4,
      selector: (tier) => tier.step,
    })
    .map((tiers) =>
      tiers
        .sort((a, b) => a.step - b.step)
        .map((tier) => ({ [name]: tier.step, ...(tier.byPercent ? { percent: tier.percent } : { off: tier.off }) })),
    );

const terms = fc.oneof(
  fc.record({
    kind: fc.constant('percent-off'),
    effect: fc.record({ percent, cap: fc.option(money, { nil: undefined }) }),
  }),
  fc.record({ kind: fc.constant('amount-off'), effect: fc.record({ amount: money }) }),
  fc.record({
    kind: fc.constant('threshold-off'),
    effect: fc.record({
      tiers: fc.oneof(rising('spend', money), rising('quantity', fc.integer({ min: 1, max: 20 }))),
      repeat: fc.boolean(),
    }),
  }),
);

const narrow = <T>(values: T[]) => fc.option(fc.subarray(values, { minLength: 1 }), { nil: undefined, freq: 3 });

const rest = fc.record({
  layer: fc.constantFrom('item', 'shop', 'cross-shop', 'coupon'),
  priority: fc.integer({ min: 0, max: 2 }),
  exclusiveGroup: fc.constantFrom(undefined, undefined, 'g', 'h'),
  dailyWindow: fc.constantFrom(undefined, undefined, { from: '08:00', to: '12:00' }, { from: '22:00', to: '07:00' }),
  validTo: fc.constantFrom('2026-06-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'),
  scope: fc.record({
    skus: narrow(SKUS),
    categories: narrow(CATEGORIES),
    brands: narrow(BRANDS),
    excludeSkus: narrow(SKUS),
    channels: narrow(['web', 'live']),
  }),
  limits: fc.constantFrom(undefined, undefined, { budget: 4_000 }, { totalUses: 3 }, { perCustomer: 2 }),
  coupon: fc.constantFrom(undefined, undefined, { mode: 'single' }),
});

const promotions = fc.array(fc.tuple(terms, rest), { maxLength: 8 }).map((list) =>
  list.map(([term, more], index) => ({
    ...{ promotionId: `p${index}`, version: 1, name: 'n', validFrom: '2026-01-01T00:00:00.000Z' },
    ...term,
    ...more,
  })),
);

const line = fc.record({
  sku: fc.constantFrom(...SKUS),
  quantity: fc.integer({ min: 1, max: 12 }),
  unitPrice: fc.integer({ min: 0, max: 20_000 }),
  category: fc.constantFrom(...CATEGORIES),
  brand: fc.constantFrom(undefined, ...BRANDS),
});

test('the calculator of the invariants comes to what the promotions come to, for any cart', () => {
  fc.assert(
    fc.property(promotions, fc.array(line, { minLength: 1, maxLength: 6 }), fc.boolean(), (list, lines, early) => {
      const now = early ? '2026-05-31T20:00:00.000Z' : '2026-06-01T00:00:00.000Z';
      const codes = list.filter(({ coupon }) => coupon).map(({ promotionId }) => ({ code: promotionId, promotionId }));
      const cart = { lines, channel: 'web', couponCodes: [], now, timeZone: 'Asia/Shanghai', customerId: 'ann' };
      const counters = new Map(list.map(({ promotionId }) => [promotionId, USED]));
      const told = evaluate(compile(list as unknown as Published[]), cart, codes, counters);
      // The budgets and uses that were all spent, whatever the refusals say.
      const usedUp = list.filter(({ limits = {} }) => 'budget' in limits || 'totalUses' in limits);
      const question = {
        ...{
          lines,
          channel: 'web',
          customerId: 'ann',
          at: now,
          asked: new Set(codes.map(({ promotionId }) => promotionId)),
        },
        gone: new Set(usedUp.map(({ promotionId }) => promotionId)),
      };
      const live = list.map(({ promotionId, ...definition }) => ({
        promotionId,
        definition: definition as unknown as Definition,
      }));
      const due = discountsOf(question, live);
      expect(
        told.lines.map(({ discounts }) => discounts.map(({ promotionId, amount }) => ({ promotionId, amount }))),
      ).toEqual(due);
    }),
    { numRuns: 1_000 },
  );
});
