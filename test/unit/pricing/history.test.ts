import { type HistoryLine, isPlanned, recentPrices } from '../../../functions/pricing/domain/history.ts';
import { refuseBadLimits } from '../../../functions/pricing/domain/limits.ts';

const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z`;

const line = (from: string, price: number, more: Partial<HistoryLine> = {}): HistoryLine => ({
  sku: 'TEA',
  at: from,
  id: 'line',
  what: 'change',
  by: 'ann',
  from,
  price,
  ...more,
});

describe('the recent prices of some buyers', () => {
  test.each<[string, HistoryLine[], number[]]>([
    [
      'those within the days before and after, with what held before them',
      [line(at(8), 90, { previous: 100 })],
      [90, 100],
    ],
    ['not older ones', [line(at(2), 90)], []],
    ['not later ones', [line(at(18), 90)], []],
    ['at the edge, still', [line(at(3), 90), line(at(17), 80)], [90, 80]],
    ['not those of other buyers', [line(at(8), 90, { scope: { channel: 'live' } })], []],
    ['not limits', [line(at(8), 90, { what: 'limits' })], []],
    [
      'not those that were taken back before they began',
      [line(at(9), 50, { changeId: 'c' }), line(at(9), 100, { what: 'revert', changeId: 'c', at: at(8) })],
      [],
    ],
    [
      'but those that were taken back later',
      [line(at(8), 50, { changeId: 'c' }), line(at(9), 100, { what: 'revert', changeId: 'c', at: at(9) })],
      [50, 100],
    ],
  ])('%s', (_what, lines, prices) => {
    expect(recentPrices(lines, {}, at(10), 7)).toEqual(prices);
  });
});

test('given a line, then it is planned until its price holds, and for ever when it was taken back before', () => {
  expect([isPlanned(line(at(12), 1), at(11)), isPlanned(line(at(12), 1), at(12))]).toEqual([true, false]);
  expect(isPlanned(line(at(12), 1, { what: 'revert', at: at(5) }), at(20))).toBe(true);
});

test.each([
  [{ minimumPrice: 100, maximumPrice: 200 }, [100, 200], undefined],
  [{}, [0, 999], undefined],
  [{ minimumPrice: 200, maximumPrice: 100 }, [], 'pricing.bad-limits'],
  [{ minimumPrice: 101 }, [100, 200], 'pricing.limit-in-the-way'],
  [{ maximumPrice: 199 }, [100, 200], 'pricing.limit-in-the-way'],
])('given limits %j and prices %j, then: %s', (limits, prices, code) => {
  const set = () => refuseBadLimits(limits, prices);
  if (code === undefined) expect(set).not.toThrow();
  else expect(set).toThrow(expect.objectContaining({ code }));
});
