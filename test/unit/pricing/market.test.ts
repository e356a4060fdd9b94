import { recordsOf, tableOf } from '../../../functions/pricing/domain/csv.ts';
import {
  assess,
  byGap,
  freshOf,
  type Market,
  medianOf,
  parityOf,
  withObservations,
} from '../../../functions/pricing/domain/market.ts';

const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z`;
const NOW = at(20);

const marketOf = (...seen: [string, number, number][]): Market =>
  withObservations(
    { sku: 'TEA', latest: {}, version: 0 },
    seen.map(([competitor, price, day]) => ({ sku: 'TEA', competitor, price, observedAt: at(day) })),
  );

const RULE = { percent: 5, maxAgeDays: 7 };

test.each([
  [[], undefined],
  [[3], 3],
  [[1, 2], 2],
  [[9, 1, 5], 5],
  [[4, 1, 3, 2], 3],
])('given the prices %j, then the middle is %s, half a unit rounded up', (prices, middle) => {
  expect(medianOf(prices)).toBe(middle);
});

test('given observations, then the newest of each competitor counts, and only as long as it is fresh', () => {
  const market = marketOf(['A', 900, 18], ['A', 950, 15], ['B', 800, 12], ['C', 700, 25]);
  expect(market.latest.A?.price).toBe(900);
  expect(freshOf(market, 7, NOW).map(({ competitor }) => competitor)).toEqual(['A']);
  expect(freshOf(market, 8, NOW).map(({ competitor }) => competitor)).toEqual(['B', 'A']);
});

test.each([
  [1_050, 50, false],
  [1_051, 51, true],
  [900, -100, false],
])(
  'given a market in the middle of 1000, when ours is %i, then the gap is %i tenths and breached: %s',
  (ours, gap, breached) => {
    const market = marketOf(['A', 900, 18], ['B', 1_000, 18], ['C', 1_300, 18]);
    expect(parityOf(market, ours, RULE, NOW)).toMatchObject({
      market: 1_000,
      lowest: 900,
      competitors: 3,
      gap,
      breached,
    });
  },
);

test('given no fresh price, then there is nothing to compare with', () => {
  expect(parityOf(marketOf(['A', 900, 1]), 1_000, RULE, NOW)).toBeUndefined();
});

test('given a price above the market, then somebody is told once, until it was well again', () => {
  const first = assess(marketOf(['A', 900, 18]), 1_000, RULE, NOW);
  expect(first.told?.gap).toBe(111);
  const second = assess(first.market, 1_000, RULE, NOW);
  expect(second).not.toHaveProperty('told');
  const well = assess(second.market, 900, RULE, NOW);
  expect(well.market).not.toHaveProperty('alerted');
  expect(assess(well.market, 1_000, RULE, NOW).told).toBeDefined();
});

test.each<[string, undefined | number, typeof RULE | undefined]>([
  ['no rule', 1_000, undefined],
  ['no price of ours', undefined, RULE],
])('given %s, then nobody is told', (_what, ours, rule) => {
  expect(assess(marketOf(['A', 900, 18]), ours, rule, NOW)).not.toHaveProperty('told');
});

test('given gaps, then the widest comes first, and of the same the SKU decides', () => {
  const parity = (sku: string, gap: number) => ({
    sku,
    gap,
    ours: 1,
    market: 1,
    lowest: 1,
    competitors: 1,
    breached: false,
  });
  const sorted = [parity('B', 5), parity('A', 5), parity('C', 9)].sort(byGap);
  expect(sorted.map(({ sku }) => sku)).toEqual(['C', 'A', 'B']);
});

describe('a CSV text', () => {
  test.each([
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      '\uFEFFa,b\n\n1,\n',
      [
        ['a', 'b'],
        ['1', ''],
      ],
    ],
    [
      '"a,1","b ""x"""\n"two\nlines",2',
      [
        ['a,1', 'b "x"'],
        ['two\nlines', '2'],
      ],
    ],
    ['', []],
  ])('%j', (text, records) => {
    expect(recordsOf(text)).toEqual(records);
  });

  test.each([
    ['a "quoted" field,b', 'pricing.bad-csv', 'csv.0'],
    ['a,b\n1,"open', 'pricing.bad-csv', 'csv.1'],
    ['a,b\n1,2\n1,2,3', 'pricing.bad-csv', 'csv.2'],
    ['a,c\n1,2', 'pricing.csv-lacks-column', 'csv.0'],
  ])('%j is refused', (text, code, path) => {
    expect(() => tableOf(text, ['a', 'b'])).toThrow(
      expect.objectContaining({ code, details: { errors: [{ path, code }] } }),
    );
  });
});
