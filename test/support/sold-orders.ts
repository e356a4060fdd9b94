import fc from 'fast-check';
import type { Granted, PricedLine } from '../../functions/orders/domain/order.ts';
import { compile } from '../../functions/promotions/domain/compile.ts';
import { evaluate } from '../../functions/promotions/domain/evaluate.ts';
import type { Layer, Published, Terms } from '../../functions/promotions/domain/promotion.ts';
import { percentOf } from '../../shared/kernel/money.ts';

/** What the ledger looks at of an order. */
export interface Sold {
  lines: PricedLine[];
  terms: Granted[];
}

const SKUS = ['A', 'B', 'C', 'D'];
const NOW = '2026-11-21T08:00:00.000Z';

const cartLine = fc.record({
  sku: fc.constantFrom(...SKUS),
  quantity: fc.integer({ min: 1, max: 7 }),
  unitPrice: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 20_000 })),
});

const percent = fc.integer({ min: 1, max: 1_000 }).map((tenths) => tenths / 10);
const tier = fc.tuple(
  fc.oneof(
    fc.record({ spend: fc.integer({ min: 1, max: 60_000 }) }),
    fc.record({ quantity: fc.integer({ min: 1, max: 9 }) }),
  ),
  fc.oneof(fc.record({ off: fc.integer({ min: 1, max: 9_000 }) }), fc.record({ percent })),
);

const terms: fc.Arbitrary<Terms> = fc.oneof(
  percent.map((of): Terms => ({ kind: 'percent-off', effect: { percent: of } })),
  fc.integer({ min: 1, max: 900 }).map((amount): Terms => ({ kind: 'amount-off', effect: { amount } })),
  fc.record({ tiers: fc.array(tier, { minLength: 1, maxLength: 3 }), repeat: fc.boolean() }).map(
    ({ tiers, repeat }): Terms => ({
      kind: 'threshold-off',
      effect: { tiers: tiers.map(([measure, gain]) => ({ ...measure, ...gain })), repeat },
    }),
  ),
);

const promotion = fc.record({
  terms,
  layer: fc.constantFrom<Layer>('item', 'shop', 'cross-shop'),
  skus: fc.option(fc.subarray(SKUS, { minLength: 1 }), { nil: undefined }),
  funders: fc.option(
    fc.constantFrom<Published['funders']>(
      [{ funder: 'brand', percent: 60 }],
      [
        { funder: 'brand', percent: 33.3 },
        { funder: 'mall', percent: 33.3 },
      ],
    ),
    { nil: undefined },
  ),
  returnPolicy: fc.constantFrom<Published['returnPolicy']>(undefined, 'keep', 'reprice', 'claw-back', {
    policy: 'claw-back',
    cap: 300,
  }),
});

/** Orders as the promotions themselves price them: up to five lines under up to four promotions with every policy. */
export const soldOrders: fc.Arbitrary<Sold> = fc
  .record({
    cart: fc.array(cartLine, { minLength: 1, maxLength: 5 }),
    promotions: fc.array(promotion, { maxLength: 4 }),
    shipping: fc.integer({ min: 0, max: 1_500 }),
    tax: fc.integer({ min: 0, max: 1_500 }),
    rate: fc.constantFrom(0, 0, 6, 13),
  })
  .map(({ cart, promotions, shipping, tax, rate }) => {
    const published = promotions.map(
      ({ terms: kindAndEffect, layer, skus, funders, returnPolicy }, index): Published => ({
        ...kindAndEffect,
        promotionId: `promo_${index}`,
        version: index + 1,
        name: 'Any',
        layer,
        priority: 0,
        validFrom: '2020-01-01T00:00:00.000Z',
        validTo: '2090-01-01T00:00:00.000Z',
        scope: skus ? { skus } : {},
        ...(funders ? { funders } : {}),
        ...(returnPolicy ? { returnPolicy } : {}),
      }),
    );
    const lines = cart.map((line) => ({ ...line, category: 'any' }));
    const asked = { lines, channel: 'web', couponCodes: [], now: NOW, timeZone: 'Asia/Shanghai' };
    const evaluation = evaluate(compile(published), asked, []);
    return {
      lines: evaluation.lines
        .map((line) => (rate > 0 ? { ...line, tax: percentOf(line.net, rate) } : line))
        .map((line, index) => (index === 0 ? { ...line, shipping, tax } : line)),
      terms: evaluation.terms,
    };
  });

/** What the buyer paid. */
export function paidFor({ lines }: Sold): number {
  return lines.reduce((sum, { net, shipping = 0, tax = 0 }) => sum + net + shipping + tax, 0);
}
