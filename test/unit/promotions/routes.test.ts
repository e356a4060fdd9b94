import { createPromotion } from '../../../functions/promotions/routes.ts';

const BODY = {
  name: { zh: '九折' },
  kind: 'percent-off',
  effect: { percent: 10 },
  layer: 'item',
  validFrom: '2026-11-01T00:00:00+08:00',
  validTo: '2026-12-01T00:00:00Z',
  scope: {},
};

const pathsOf = (more: object) => {
  const { error } = createPromotion.body.safeParse({ ...BODY, ...more });
  return error?.issues.map(({ path }) => path.join('.'));
};

describe('the body of a promotion', () => {
  test.each([
    ['amount-off', { amount: 100 }],
    ['fixed-price', { price: 100 }],
    ['threshold-off', { tiers: [{ spend: 100, off: 10 }], repeat: true }],
    ['buy-x-get-y', { buy: { quantity: 2 }, get: { quantity: 1, percent: 100, skus: ['CUP'] }, repeat: true }],
    ['gift', { spend: 100, gifts: [{ sku: 'CUP', quantity: 1 }] }],
    ['bundle', { items: [{ sku: 'CUP', quantity: 2 }], percent: 10.5 }],
    ['free-shipping', {}],
    ['points-multiplier', { factor: 2.5 }],
    ['flash-sale', { price: 1, quota: 1, perCustomer: 1 }],
    ['group-buy', { price: 1, people: 3, hours: 24 }],
    ['referral', { reward: { promotionId: 'promotion_1' }, maxPerReferrer: 3 }],
  ])('given a %s, then it is taken', (kind, effect) => {
    expect(pathsOf({ kind, effect })).toBeUndefined();
  });

  test('given ten thousand tiers, then they are refused with the path', () => {
    const tiers = Array.from({ length: 10_000 }, (_, index) => ({ spend: index + 1, off: 1 }));
    expect(pathsOf({ kind: 'threshold-off', effect: { tiers } })).toEqual(['effect.tiers']);
  });

  test('given every scope, window and limit, then it is taken, and times are kept in UTC', () => {
    const scope = {
      ...{
        skus: ['A'],
        categories: ['food/fruit'],
        brands: ['B'],
        excludeSkus: ['C'],
        excludeCategories: ['food/nuts'],
      },
      ...{ excludeBrands: ['D'], channels: ['live'], locations: ['store-1'], tiers: ['gold'], segments: ['new'] },
      ...{ firstOrderOnly: true, liveSessions: ['s1'], creators: ['c1'] },
    };
    const more = {
      ...{ scope, weekdays: [6, 7], dailyWindow: { from: '22:00', to: '02:00' }, terms: { zh: '规则' } },
      ...{ stacking: { class: 'vip', combinesWith: ['shop'] }, coupon: { mode: 'unique', count: 1_000_000 } },
      limits: { totalUses: 9, perCustomer: 1, budget: 900, hourly: 90, onExhaustion: 'cap' },
    };
    expect(pathsOf(more)).toBeUndefined();
    expect(createPromotion.body.parse({ ...BODY, ...more })).toMatchObject({ validFrom: '2026-10-31T16:00:00.000Z' });
  });

  test.each([
    [{ kind: 'everything-free', effect: {} }, ['kind']],
    [{ kind: 'fixed-price', effect: { price: -1 } }, ['effect.price']],
    [{ kind: 'flash-sale', effect: { price: 1, quota: 0, perCustomer: -1 } }, ['effect.quota', 'effect.perCustomer']],
    [{ kind: 'group-buy', effect: { price: 1, people: 1, hours: 1_000 } }, ['effect.people', 'effect.hours']],
    [{ kind: 'gift', effect: { spend: 1, gifts: [] } }, ['effect.gifts']],
    [{ kind: 'points-multiplier', effect: { factor: 0.5 } }, ['effect.factor']],
    [{ effect: { percent: -1 } }, ['effect.percent']],
    [{ effect: { percent: 101 } }, ['effect.percent']],
    [{ effect: { percent: 10.25 } }, ['effect.percent']],
    [{ effect: { amount: 5 } }, ['effect.percent', 'effect']],
    [{ kind: 'amount-off', effect: { amount: -5 } }, ['effect.amount']],
    [{ kind: 'threshold-off', effect: { tiers: [] } }, ['effect.tiers']],
    [{ scope: { skus: [] } }, ['scope.skus']],
    [{ scope: { tiers: [] } }, ['scope.tiers']],
    [{ scope: { categories: ['food//fruit', '/food'] } }, ['scope.categories.0', 'scope.categories.1']],
    [{ coupon: { mode: 'unique', count: 1_000_001 } }, ['coupon.count']],
    [{ weekdays: [0, 8] }, ['weekdays.0', 'weekdays.1']],
    [{ limits: { budget: -1 } }, ['limits.budget']],
    [{ limits: { totalUses: 0 } }, ['limits.totalUses']],
    [{ layer: 'moon' }, ['layer']],
    [{ validFrom: 'tomorrow' }, ['validFrom']],
    [{ dailyWindow: { from: '25:00', to: '26:00' } }, ['dailyWindow.from', 'dailyWindow.to']],
  ])('given %j, then it is refused with the path', (more, paths) => {
    expect(pathsOf(more)).toEqual(paths);
  });
});
