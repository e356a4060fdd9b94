import type { Checked } from '../../../functions/compliance/domain/promotion-check.ts';
import {
  comparedBreaches,
  compareIn,
  frozenBreaches,
  standingBreaches,
} from '../../../functions/compliance/domain/promotion-check.ts';

const prize = (prizeId: string, more: object = {}) => ({ prizeId, value: 1_000, count: 5, odds: 10, ...more });

const lottery = (more: Partial<Checked> = {}): Checked => ({
  kind: 'lottery',
  name: 'Draw',
  terms: { zh: '规则' },
  validFrom: '2026-11-01T00:00:00.000Z',
  validTo: '2026-11-11T00:00:00.000Z',
  channels: [],
  prizes: [prize('a'), prize('b')],
  ...more,
});

const pathsOf = (next: Checked, now: string) => frozenBreaches(lottery(), next, now).map(({ path }) => path);
const RUNNING = '2026-11-05T00:00:00.000Z';

describe('a draw that has begun', () => {
  test.each([
    ['nothing changed', {}, []],
    ['more of a better prize', { prizes: [prize('a', { value: 2_000, count: 9, odds: 5 }), prize('b')] }, []],
    [
      'one more prize, for longer',
      { prizes: [prize('a'), prize('b'), prize('c')], validTo: '2026-12-01T00:00:00.000Z' },
      [],
    ],
    ['a prize less', { prizes: [prize('a')] }, ['effect.prizes']],
    ['fewer of one', { prizes: [prize('a'), prize('b', { count: 4 })] }, ['effect.prizes.1']],
    ['worse odds', { prizes: [prize('a', { odds: 11 }), prize('b')] }, ['effect.prizes.0']],
    ['a cheaper prize', { prizes: [prize('b'), prize('a', { value: 999 })] }, ['effect.prizes.1']],
    ['an earlier end', { validTo: '2026-11-10T00:00:00.000Z' }, ['validTo']],
    ['another kind', { kind: 'percent-off' }, ['kind']],
  ] as const)('given %s, then %#', (_what, more, paths) => {
    expect(pathsOf(lottery(more as Partial<Checked>), RUNNING)).toEqual(paths);
  });

  test('given it has not begun, then everything may change', () => {
    expect(pathsOf(lottery({ prizes: [] }), '2026-10-31T23:59:59.999Z')).toEqual([]);
  });
});

describe('what holds of any promotion', () => {
  test('given kinds whose rules must be read, then they need rule text', () => {
    const codes = (kind: string) =>
      standingBreaches(lottery({ kind, terms: undefined, prizes: undefined })).map(({ code }) => code);
    expect([codes('lottery'), codes('group-buy'), codes('percent-off')]).toEqual([
      ['law.terms-required'],
      ['law.terms-required'],
      [],
    ]);
  });

  test('given a price that is too high in one of two channels, then its place is named once', () => {
    const one = { sku: 'A', price: 100 };
    const compared = [
      compareIn(0, one, 'web', { lowest7d: 90, lastDeal: 95 }),
      compareIn(0, one, 'live', { lowest7d: 80, lastDeal: 95 }),
      compareIn(1, one, 'web', { lowest7d: null, lastDeal: null }),
    ];
    expect(comparedBreaches(compared)).toEqual([
      { path: 'comparedPrices.0.price', code: 'law.base-price', rule: '规范促销行为暂行规定 Art.21' },
    ]);
  });
});
