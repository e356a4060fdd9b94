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
  test('given the three kinds that work, then they are taken', () => {
    expect(createPromotion.body.parse(BODY)).toMatchObject({ validFrom: '2026-10-31T16:00:00.000Z' });
    expect(pathsOf({ kind: 'amount-off', effect: { amount: 100 }, name: 'plain' })).toBeUndefined();
    const effect = { tiers: [{ spend: 100, off: 10 }], repeat: true };
    expect(pathsOf({ kind: 'threshold-off', effect, coupon: { mode: 'single', code: 'SAVE10' } })).toBeUndefined();
  });

  test.each([
    [{ kind: 'flash-sale', effect: { price: 1, quota: 1, perCustomer: 1 } }, ['kind']],
    [{ effect: { percent: -1 } }, ['effect.percent']],
    [{ effect: { percent: 101 } }, ['effect.percent']],
    [{ effect: { percent: 10.25 } }, ['effect.percent']],
    [{ effect: { amount: 5 } }, ['effect.percent', 'effect']],
    [{ kind: 'amount-off', effect: { amount: -5 } }, ['effect.amount']],
    [{ kind: 'threshold-off', effect: { tiers: [] } }, ['effect.tiers']],
    [{ kind: 'threshold-off', effect: { tiers: Array(10_000).fill({ spend: 1, off: 1 }) } }, ['effect.tiers']],
    [{ scope: { skus: [] } }, ['scope.skus']],
    [{ scope: { tiers: ['gold'] } }, ['scope']],
    [{ coupon: { mode: 'unique', count: 5 } }, ['coupon.mode', 'coupon']],
    [{ limits: { totalUses: 0 } }, ['limits.totalUses']],
    [{ layer: 'moon' }, ['layer']],
    [{ validFrom: 'tomorrow' }, ['validFrom']],
    [{ dailyWindow: { from: '25:00', to: '26:00' } }, ['dailyWindow.from', 'dailyWindow.to']],
  ])('given %j, then it is refused with the path', (more, paths) => {
    expect(pathsOf(more)).toEqual(paths);
  });
});
