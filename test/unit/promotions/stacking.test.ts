import { compile } from '../../../functions/promotions/domain/compile.ts';
import { definitionOf, type Written } from '../../../functions/promotions/domain/definition.ts';
import type { Published } from '../../../functions/promotions/domain/promotion.ts';
import { stackingFaults } from '../../../functions/promotions/domain/stacking-faults.ts';

const written = (stacking?: object) =>
  definitionOf({
    name: 'p',
    kind: 'amount-off',
    effect: { amount: 1 },
    validFrom: '2026-11-01T00:00:00.000Z',
    validTo: '2026-12-01T00:00:00.000Z',
    ...(stacking ? { stacking } : {}),
  } as Written);

const live = (promotionId: string, stacking: object): Published => ({ ...written(stacking), promotionId, version: 1 });

const faults = (stacking: object, others: Published[]) =>
  stackingFaults('mine', written(stacking), compile(others).byId.values());

const refusing = live('r', { class: 'vip', combinesWith: ['coupon'] });
const tolerant = live('t', { class: 'vip', combinesWith: ['item'] });
const wants = { combinesWith: ['shop', 'vip'] };

describe('classes that combine', () => {
  test('given that all live ones of a class refuse mine, then it is named by its place', () => {
    expect(faults(wants, [refusing])).toEqual([{ path: 'stacking.combinesWith.1', code: 'refused-there' }]);
    expect(faults({ ...wants, class: 'coupon' }, [refusing])).toEqual([]);
  });

  test('given one that tolerates mine, none of the class, or only myself, then nothing is wrong', () => {
    expect(faults(wants, [refusing, tolerant])).toEqual([]);
    expect(faults(wants, [])).toEqual([]);
    expect(faults(wants, [{ ...refusing, promotionId: 'mine' }])).toEqual([]);
    expect(faults({ combinesWith: [] }, [refusing])).toEqual([]);
    expect(faults(wants, [live('a', { class: 'vip', combinesWith: ['all'] })])).toEqual([]);
  });

  test('given that the other one ended before mine begins, then it refuses nothing', () => {
    expect(faults(wants, [{ ...refusing, validTo: '2026-10-01T00:00:00.000Z' }])).toEqual([]);
  });
});
