/** Carts and promotions of all kinds at random, small and round enough that thresholds, ties and floors really meet. */
import fc from 'fast-check';
import type { Cart, CartLine } from '../../../functions/promotions/domain/cart.ts';
import type { Counters } from '../../../functions/promotions/domain/evaluate.ts';
import { LAYERS, type Published } from '../../../functions/promotions/domain/promotion.ts';

const SKUS = ['A', 'B', 'C', 'D'];
const GIFTS = ['G', 'H'];
const percent = fc.constantFrom(5, 10, 12.5, 20, 33.3, 50, 100);
const money = fc.oneof(fc.integer({ min: 1, max: 400 }), fc.constantFrom(50, 100, 200, 500, 1_000));
const few = fc.integer({ min: 1, max: 4 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>, freq = 2) => fc.option(arbitrary, { nil: undefined, freq });

const tiersBy = (name: 'spend' | 'quantity', step: fc.Arbitrary<number>) =>
  fc
    .uniqueArray(fc.tuple(step, money, percent, fc.boolean()), { minLength: 1, maxLength: 3, selector: ([at]) => at })
    .map((tiers) =>
      tiers
        .sort(([a], [b]) => a - b)
        .map(([at, off, share, byShare]) => ({ [name]: at, ...(byShare ? { percent: share } : { off }) })),
    );

const units = (skus: string[]) =>
  fc.record({ sku: fc.constantFrom(...skus), quantity: fc.integer({ min: 1, max: 2 }) });
const some = (skus: string[]) =>
  fc.uniqueArray(units(skus), { minLength: 1, maxLength: 2, selector: ({ sku }) => sku });
const repeat = fc.constantFrom(undefined, true);

const EFFECTS = {
  'percent-off': fc.record({ percent, cap: maybe(money, 1) }),
  'amount-off': fc.record({ amount: money }),
  'fixed-price': fc.record({ price: money }),
  'threshold-off': fc.record({ tiers: fc.oneof(tiersBy('spend', money), tiersBy('quantity', few)), repeat }),
  'buy-x-get-y': fc.record({
    buy: fc.record({ quantity: few }),
    get: fc.record({ quantity: few, percent, skus: maybe(fc.subarray(SKUS, { minLength: 1, maxLength: 2 })) }),
    repeat,
  }),
  gift: fc.record({ spend: maybe(money), quantity: maybe(few), gifts: some(GIFTS) }),
  bundle: fc
    .record({ items: some(SKUS), price: money, percent, byPercent: fc.boolean() })
    .map(({ items, price, percent: share, byPercent }) => ({ items, ...(byPercent ? { percent: share } : { price }) })),
  'free-shipping': fc.record({ spend: maybe(money) }),
  'points-multiplier': fc.record({ factor: fc.constantFrom(2, 3) }),
  'flash-sale': fc.record({ price: money, quota: few, perCustomer: few }),
  'group-buy': fc.record({ price: money, people: fc.constant(2), hours: fc.constant(24) }),
};

const terms = fc
  .constantFrom(...(Object.keys(EFFECTS) as (keyof typeof EFFECTS)[]))
  .chain((kind) => fc.record({ kind: fc.constant(kind), effect: EFFECTS[kind] as fc.Arbitrary<object> }));

const classes = fc.subarray(['item', 'shop', 'cross-shop', 'coupon', 'points', 'x', 'all']);
const around = fc.record({
  layer: fc.constantFrom('item', 'item', 'shop', 'shop', ...LAYERS),
  priority: fc.integer({ min: 0, max: 1 }),
  exclusiveGroup: fc.constantFrom(undefined, undefined, undefined, 'g'),
  scope: fc.record({
    skus: maybe(fc.subarray(SKUS, { minLength: 1 }), 1),
    excludeSkus: maybe(fc.subarray(SKUS, { minLength: 1, maxLength: 1 }), 1),
    holdOut: maybe(fc.constantFrom(1, 20, 50), 1),
  }),
  stacking: fc.option(fc.record({ class: fc.constantFrom(undefined, 'x'), combinesWith: maybe(classes, 4) }), {
    nil: undefined,
    freq: 1,
  }),
  funders: fc.constantFrom(undefined, undefined, [{ funder: 'brand', percent: 30 }]),
  limits: fc.constantFrom(undefined, undefined, undefined, { budget: 300 }, { budget: 150, onExhaustion: 'cap' }),
});

const promotions = fc.array(fc.tuple(terms, around), { maxLength: 8 }).map((list) =>
  list.map(([term, more], n) => {
    const common = { promotionId: `p${n}`, version: 1, name: 'n' };
    const window = { validFrom: '2026-01-01T00:00:00.000Z', validTo: '2027-01-01T00:00:00.000Z' };
    return { ...common, ...window, ...more, ...term } as unknown as Published;
  }),
);

const line: fc.Arbitrary<CartLine> = fc.record(
  {
    sku: fc.constantFrom(...SKUS),
    quantity: fc.integer({ min: 1, max: 5 }),
    unitPrice: fc.constantFrom(0, 1, 33, 50, 99, 100, 150, 200),
    category: fc.constant('x'),
    floor: fc.constantFrom(20, 90),
  },
  { requiredKeys: ['sku', 'quantity', 'unitPrice', 'category'] },
);

const shipping = fc.constantFrom(undefined, { fee: 60 }, { fee: 60, freeFrom: 300 }, { fee: 30, freeFrom: 150 });

const gifts = fc.constantFrom(
  [],
  [{ sku: 'G', unitPrice: 40, category: 'x' }],
  [
    { sku: 'G', unitPrice: 40, category: 'x', available: 2 },
    { sku: 'H', unitPrice: 90, category: 'x' },
  ],
);

/** A cart with what is published. */
export interface AnyCase {
  promotions: Published[];
  cart: Cart;
  counters: Counters;
}

/** Any case. A group-buy counts only for a cart that joins its group, so at most one of them can be given. */
export const anyCase: fc.Arbitrary<AnyCase> = fc
  .record({
    promotions,
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
    shipping,
    gifts,
    customerId: maybe(fc.constantFrom('ann', 'bob', 'cem', 'dai'), 8),
  })
  .map(({ promotions: list, lines, shipping: tariff, gifts: products, customerId }) => ({
    promotions: list,
    cart: {
      lines,
      channel: 'web',
      couponCodes: [],
      now: '2026-06-01T00:00:00.000Z',
      timeZone: 'Asia/Shanghai',
      groupPromotionId: list.find(({ kind }) => kind === 'group-buy')?.promotionId ?? '',
      gifts: products,
      ...(tariff ? { shipping: tariff } : {}),
      ...(customerId ? { customerId } : {}),
    },
    counters: new Map(),
  }));
