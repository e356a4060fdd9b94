import { definitionOf, type Written } from '../../../functions/promotions/domain/definition.ts';
import { draft, publish, revise, stop } from '../../../functions/promotions/domain/lifecycle.ts';
import { type Promotion, stateOf } from '../../../functions/promotions/domain/promotion.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';

const NOW = '2026-11-21T04:00:00.000Z';

const WRITTEN: Written = {
  name: '满减',
  kind: 'threshold-off',
  effect: { tiers: [{ spend: 100, off: 10 }] },
  validFrom: '2026-11-01T00:00:00.000Z',
  validTo: '2026-12-01T00:00:00.000Z',
};

const written = (more: object) => definitionOf({ ...WRITTEN, ...more } as Written);

const made = (more: object = {}) => draft('p1', written(more), NOW);

const published = (promotion: Promotion) => publish(promotion) ?? promotion;

function refusalOf(act: () => unknown): DomainError {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return error;
  }
  throw new Error('nothing was refused');
}

describe('a promotion', () => {
  test('given what was left out, then the usual layer, priority and scope stand in', () => {
    expect(written({})).toMatchObject({ layer: 'shop', priority: 0, scope: {} });
    expect(written({ layer: '跨店' }).layer).toBe('cross-shop');
    const coupon = { mode: 'single', code: ' save10 ' };
    expect(written({ coupon })).toMatchObject({ layer: 'coupon', coupon: { mode: 'single', code: 'SAVE10' } });
  });

  test('given a draft, when it is published, revised, published and stopped, then its state follows', () => {
    const first = made();
    expect(stateOf(first)).toBe('draft');
    const live = published(first);
    expect([stateOf(live), live.liveVersion]).toEqual(['published', 1]);
    expect(publish(live)).toBeUndefined();
    const second = revise(live, written({ name: 'two' }));
    expect([stateOf(second), second.version, second.liveVersion]).toEqual(['draft', 2, 1]);
    expect(published(second).liveVersion).toBe(2);
    const ended = stop(second, NOW) ?? second;
    expect([stateOf(ended), ended.liveVersion]).toEqual(['stopped', undefined]);
    expect(stop(ended, NOW)).toBeUndefined();
    expect(refusalOf(() => publish(ended)).code).toBe('promotions.stopped');
    expect(refusalOf(() => revise(ended, written({}))).code).toBe('promotions.stopped');
    expect([first, live, second, ended].map(({ revision }) => revision)).toEqual([1, 2, 3, 4]);
  });

  test.each([
    [{ validTo: WRITTEN.validFrom }, [['validTo', 'end-before-start']]],
    [{ dailyWindow: { from: '10:00', to: '10:00' } }, [['dailyWindow.to', 'empty-window']]],
    [{ layer: 'coupon' }, [['coupon', 'required-in-coupon-layer']]],
    [{ effect: { tiers: [{ off: 1 }] } }, [['effect.tiers.0', 'one-of-spend-quantity']]],
    [{ effect: { tiers: [{ spend: 1, quantity: 1, off: 1 }] } }, [['effect.tiers.0', 'one-of-spend-quantity']]],
    [{ effect: { tiers: [{ spend: 1 }] } }, [['effect.tiers.0', 'one-of-off-percent']]],
    [{ effect: { tiers: [{ spend: 1, percent: 5 }], repeat: true } }, [['effect.repeat', 'repeats-percent']]],
    [
      {
        effect: {
          tiers: [
            { spend: 200, off: 20 },
            { spend: 100, off: 10 },
          ],
        },
      },
      [
        ['effect.tiers.1.spend', 'not-ascending'],
        ['effect.tiers.1.off', 'not-ascending'],
      ],
    ],
    [
      {
        effect: {
          tiers: [
            { spend: 200, off: 20 },
            { quantity: 3, off: 30 },
          ],
        },
      },
      [['effect.tiers.1.quantity', 'measures-mixed']],
    ],
  ])('given the fault in %j, then it is refused with the place of each', (more, places) => {
    const { code, details } = refusalOf(() => made(more));
    expect(code).toBe('promotions.invalid');
    expect(details.errors?.map((error) => [error.path, error.code])).toEqual(places);
  });
});
