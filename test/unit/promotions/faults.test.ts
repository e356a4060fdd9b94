import { definitionOf, type Written } from '../../../functions/promotions/domain/definition.ts';
import { faultsOf } from '../../../functions/promotions/domain/faults.ts';
import { type Assortment, goodsFaults, skusNamed } from '../../../functions/promotions/domain/goods-faults.ts';
import type { Definition } from '../../../functions/promotions/domain/promotion.ts';

const WRITTEN = {
  name: 'p',
  kind: 'percent-off',
  effect: { percent: 10 },
  validFrom: '2026-11-01T00:00:00.000Z',
  validTo: '2026-12-01T00:00:00.000Z',
};

const written = (more: object): Definition => definitionOf({ ...WRITTEN, ...more } as Written);

const places = (more: object) => faultsOf(written(more)).map(({ path, code }) => `${path} ${code}`);

const flash = { kind: 'flash-sale', effect: { price: 100, quota: 10, perCustomer: 1 } };
const referral = { kind: 'referral', effect: { reward: { promotionId: 'p' } } };
const lottery = { kind: 'lottery', effect: { prizes: [] } };
const bundle = (effect: object) => ({ kind: 'bundle', effect });
const gift = (effect: object) => ({ kind: 'gift', effect });
const [cup, tea] = [
  { sku: 'CUP', quantity: 1 },
  { sku: 'TEA', quantity: 1 },
];

describe('what contradicts itself', () => {
  test.each<[object, string[]]>([
    [{}, []],
    [{ validTo: '2026-10-01T00:00:00.000Z' }, ['validTo end-before-start']],
    [{ weekdays: [1, 1] }, ['weekdays named-twice']],
    [{ dailyWindow: { from: '08:00', to: '08:00' } }, ['dailyWindow.to empty-window']],
    [{ scope: { skus: ['A', 'B'], excludeSkus: ['B', 'A'] } }, ['scope.excludeSkus empty-scope']],
    [{ scope: { skus: ['A', 'B'], excludeSkus: ['A'] } }, []],
    [{ scope: { categories: ['food/fruit'], excludeCategories: ['food'] } }, ['scope.excludeCategories empty-scope']],
    [{ scope: { categories: ['food'], excludeCategories: ['food/fruit'] } }, []],
    [{ scope: { brands: ['X'], excludeBrands: ['X'] } }, ['scope.excludeBrands empty-scope']],
    [{ scope: { liveSessions: ['s1'], channels: ['web'] } }, ['scope.liveSessions empty-scope']],
    [{ stacking: { class: 'all' } }, ['stacking.class reserved']],
    [{ stacking: { combinesWith: ['a', 'a'] } }, ['stacking.combinesWith named-twice']],
    [{ stacking: { combinesWith: ['all', 'a'] } }, ['stacking.combinesWith all-and-more']],
    [{ stacking: { combinesWith: [] } }, []],
    [{ limits: { totalUses: 1, perCustomer: 2 } }, ['limits.perCustomer more-than-total']],
    [{ limits: { budget: 100, hourly: 200 } }, ['limits.hourly more-than-budget']],
    [{ limits: { totalUses: 1, onExhaustion: 'cap' } }, ['limits.onExhaustion needs-budget']],
    [{ layer: 'coupon' }, ['coupon required-in-coupon-layer']],
    [{ coupon: { mode: 'unique', code: 'AAA' } }, ['coupon.code code-of-unique']],
    [{ coupon: { mode: 'single', count: 5 } }, ['coupon.count count-of-single']],
    [{ layer: 'points' }, ['layer not-for-kind']],
    [{ ...flash, layer: 'shop' }, ['layer not-for-kind']],
    [{ ...flash, effect: { ...flash.effect, perCustomer: 11 } }, ['effect.perCustomer more-than-quota']],
    [gift({ gifts: [cup] }), ['effect one-of-spend-quantity']],
    [gift({ spend: 1, gifts: [cup, cup] }), ['effect.gifts named-twice']],
    [bundle({ items: [cup, tea] }), ['effect one-of-price-percent']],
    [bundle({ items: [cup], price: 5 }), ['effect.items one-unit-only']],
    [bundle({ items: [cup, cup], percent: 5 }), ['effect.items named-twice']],
    [{ kind: 'free-shipping', effect: {}, layer: 'item' }, ['layer not-for-kind']],
    [{ ...referral, limits: { totalUses: 1 }, scope: { skus: ['A'] } }, ['limits not-for-kind', 'scope not-for-kind']],
    [{ ...referral, coupon: { mode: 'unique' }, layer: 'points' }, ['coupon cart-only']],
    [{ ...referral, weekdays: [1] }, ['weekdays not-for-kind']],
    [{ ...lottery, exclusiveGroup: 'g', stacking: {} }, ['exclusiveGroup cart-only', 'stacking cart-only']],
  ])('given %j, then %j', (more, faults) => {
    expect(places(more)).toEqual(faults);
  });
});

const ASSORTMENT: Assortment = new Map([
  ['TEA', { price: 5_000, status: 'active' }],
  ['CUP', { price: 900, status: 'clearance' }],
  ['OLD', { price: 700, status: 'retired' }],
]);

const goodsPlaces = (more: object) => goodsFaults(written(more), ASSORTMENT).map(({ path, code }) => `${path} ${code}`);

describe('what the shop does not have', () => {
  test.each<[object, string[]]>([
    [{ scope: { skus: ['TEA', 'NONE'] } }, ['scope.skus.1 unknown-sku']],
    [{ scope: { excludeSkus: ['NONE'] } }, ['scope.excludeSkus.0 unknown-sku']],
    [{ scope: { skus: ['OLD'] } }, []],
    [gift({ spend: 1, gifts: [tea, { sku: 'OLD', quantity: 1 }] }), ['effect.gifts.1.sku retired-sku']],
    [bundle({ items: [tea, { sku: 'NO', quantity: 1 }], price: 9 }), ['effect.items.1.sku unknown-sku']],
    [bundle({ items: [tea, cup], price: 5_900 }), ['effect.price above-every-price']],
    [bundle({ items: [tea, cup], price: 5_899 }), []],
    [
      { ...flash, effect: { ...flash.effect, price: 900 }, scope: { skus: ['CUP'] } },
      ['effect.price above-every-price'],
    ],
    [{ ...flash, effect: { ...flash.effect, price: 900 }, scope: { skus: ['CUP', 'TEA'] } }, []],
    [{ ...flash, effect: { ...flash.effect, price: 9_000_000 } }, []],
  ])('given %j, then %j', (more, faults) => {
    expect(goodsPlaces(more)).toEqual(faults);
  });

  test('given something got for something bought, then its SKUs are looked up with those of the scope, each once', () => {
    const effect = { buy: { quantity: 1 }, get: { quantity: 1, percent: 100, skus: ['CUP', 'NONE'] } };
    const more = { kind: 'buy-x-get-y', effect, scope: { skus: ['TEA', 'CUP'] } };
    expect(skusNamed(written(more))).toEqual(['TEA', 'CUP', 'NONE']);
    expect(goodsPlaces(more)).toEqual(['effect.get.skus.1 unknown-sku']);
  });
});
