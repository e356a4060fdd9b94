import type { Cart } from '../../functions/promotions/domain/cart.ts';
import type { Published } from '../../functions/promotions/domain/promotion.ts';

const skuCount = 2_000;
const categoryCount = 40;
const brandCount = 100;

/** Numbers that look random and are the same in every run: from 0 up to, not including, `below`. */
export type Dice = (below: number) => number;

/** A linear congruential generator (the constants of Numerical Recipes). */
export function diceFrom(seed: number): Dice {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const skuNamed = (number: number) => `SKU-${number}`;
const categoryOf = (number: number) => `category-${number % categoryCount}`;
const brandOf = (number: number) => `brand-${number % brandCount}`;

const some = (count: number, pick: () => string): string[] => Array.from({ length: count }, pick);

/** Of 100 promotions 80 name 1 to 20 SKUs, 15 a category, 4 a brand, and one is for everything. */
const scopeOf = (index: number, dice: Dice): Published['scope'] => {
  const kind = index % 100;
  if (kind === 99) return {};
  if (kind >= 95) return { brands: [brandOf(dice(brandCount))] };
  if (kind >= 80) return { categories: [categoryOf(dice(categoryCount))] };
  return { skus: some(1 + dice(20), () => skuNamed(dice(skuCount))) };
};

const terms = [
  { kind: 'percent-off', effect: { percent: 10 }, layer: 'item' },
  { kind: 'amount-off', effect: { amount: 150 }, layer: 'item' },
  {
    kind: 'threshold-off',
    layer: 'shop',
    effect: {
      tiers: [
        { spend: 20_000, off: 1_500 },
        { spend: 40_000, off: 4_000 },
      ],
    },
  },
] as const;

/** So many promotions that are all running, of the three kinds in turn. */
export function promotionsOf(count: number): Published[] {
  const dice = diceFrom(count);
  return Array.from({ length: count }, (_, index) => {
    const promotion = {
      promotionId: `promotion-${index}`,
      version: 1,
      name: `promotion ${index}`,
      priority: dice(10),
      validFrom: '2020-01-01T00:00:00.000Z',
      validTo: '2040-01-01T00:00:00.000Z',
      scope: scopeOf(index, dice),
      ...terms[index % terms.length],
    };
    return promotion as unknown as Published;
  });
}

/** Carts of so many lines, each of a different SKU out of 2,000. */
export function cartsOf(count: number, lines: number): Cart[] {
  const dice = diceFrom(lines);
  return Array.from({ length: count }, () => {
    const first = dice(skuCount);
    const step = 2 * dice(skuCount / 4) + 1;
    const numbers = Array.from({ length: lines }, (_, line) => (first + line * step) % skuCount);
    return {
      lines: numbers.map((number) => ({
        sku: skuNamed(number),
        quantity: 1 + dice(3),
        unitPrice: 500 + dice(9_500),
        category: categoryOf(number),
        brand: brandOf(number),
      })),
      channel: 'web',
      couponCodes: [],
      now: '2026-11-21T12:00:00.000Z',
      timeZone: 'Asia/Shanghai',
    };
  });
}
