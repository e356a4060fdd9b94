import fc from 'fast-check';
import type { Cart } from '../../../functions/promotions/domain/cart.ts';
import { compile } from '../../../functions/promotions/domain/compile.ts';
import { evaluate } from '../../../functions/promotions/domain/evaluate.ts';
import type { Published } from '../../../functions/promotions/domain/promotion.ts';

const TIERS = ['silver', 'gold'];

const aPromotion = fc
  .record({
    percent: fc.integer({ min: 1, max: 60 }),
    tiers: fc.option(fc.subarray(TIERS, { minLength: 1 }), { nil: undefined }),
    segments: fc.option(fc.constant(['parents']), { nil: undefined }),
    firstOrderOnly: fc.option(fc.constant(true), { nil: undefined }),
    layer: fc.constantFrom('item' as const, 'shop' as const),
    spend: fc.integer({ min: 1, max: 20_000 }),
  })
  .map(({ percent, layer, spend, ...scope }) => ({ percent, layer, spend, scope }));

type Drawn = typeof aPromotion extends fc.Arbitrary<infer Value> ? Value : never;

function published(some: readonly Drawn[]): Published[] {
  return some.map(({ percent, layer, spend, scope }, at) => ({
    promotionId: `p${at}`,
    version: 1,
    name: `p${at}`,
    priority: 0,
    validFrom: '2020-01-01T00:00:00.000Z',
    validTo: '2090-01-01T00:00:00.000Z',
    scope: JSON.parse(JSON.stringify(scope)),
    layer,
    ...(layer === 'item'
      ? { kind: 'percent-off' as const, effect: { percent } }
      : { kind: 'threshold-off' as const, effect: { tiers: [{ spend, percent }] } }),
  }));
}

const aCart: fc.Arbitrary<Cart> = fc
  .record({
    quantities: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
    tier: fc.option(fc.constantFrom(...TIERS), { nil: undefined }),
    segments: fc.option(fc.constant(['parents']), { nil: undefined }),
    firstOrder: fc.boolean(),
  })
  .map(({ quantities, ...facts }) => ({
    lines: quantities.map((quantity, at) => ({ sku: `S${at}`, quantity, unitPrice: 1_000 * (at + 1), category: 'c' })),
    channel: 'web' as const,
    couponCodes: [],
    now: '2026-11-21T08:00:00.000Z',
    timeZone: 'Asia/Shanghai',
    ...JSON.parse(JSON.stringify(facts)),
  }));

const netOf = (cart: Cart, promotions: readonly Published[]) =>
  evaluate(compile(promotions), cart, []).lines.reduce((sum, { net }) => sum + net, 0);

test('given the same disclosed conditions, then two buyers pay the same, and nobody more than anybody', () => {
  fc.assert(
    fc.property(fc.array(aPromotion, { maxLength: 6 }), aCart, (some, cart) => {
      const promotions = published(some);
      const own = netOf({ ...cart, customerId: 'a' }, promotions);
      expect(netOf({ ...cart, customerId: 'b' }, promotions)).toBe(own);
      const anybody = netOf({ ...cart, personalised: false, tier: undefined, segments: undefined }, promotions);
      expect(own).toBeLessThanOrEqual(anybody);
      const refusing = netOf({ ...cart, personalised: false }, promotions);
      expect(refusing).toBe(anybody);
    }),
    { numRuns: 200 },
  );
});
