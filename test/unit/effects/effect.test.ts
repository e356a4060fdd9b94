import { caveatsOf } from '../../../functions/effects/domain/caveats.ts';
import { effectOf, type Sold } from '../../../functions/effects/domain/effect.ts';
import { figuresOf, folded, totalsOf } from '../../../functions/effects/domain/figures.ts';
import { buyerPlace, dayPlace, placeNamed, WHOLE_SHOP } from '../../../functions/effects/domain/place.ts';
import { presentLifts } from '../../../functions/effects/domain/report.ts';
import { viewsIn } from '../../../functions/effects/domain/view.ts';

const sold: Sold = {
  customerId: 'ann',
  channel: 'web',
  state: 'sold',
  revenue: 900,
  refunded: 0,
  cost: 500,
  given: [
    { promotionId: 'p', byFunder: { shop: 60, 'brand-x': 40 }, shipping: 0 },
    { promotionId: 'q', byFunder: {}, shipping: 30 },
  ],
  arms: [{ promotionId: 'h', heldOut: true }],
};

const day = (promotionId: string) => dayPlace({ promotionId, date: '2026-11-22', channel: 'web' });
const effect = (more: Partial<Sold> = {}) => effectOf({ ...sold, ...more }, '2026-11-22');

describe('what a sale counts for', () => {
  test('given it was paid, then for the shop, for each promotion, and for its buyer', () => {
    // What the brand pays is the shop's again; the shipping given away is not.
    const sale = { orders: 1, revenue: 900, costed: 1, margin: 900 + 40 - 500 - 30 };
    expect(effect()).toEqual({
      [day(WHOLE_SHOP)]: sale,
      [day('p')]: { applied: 1, ...sale, 'funder:shop': 60, 'funder:brand-x': 40 },
      [day('q')]: { applied: 1, ...sale, shipping: 30 },
      [buyerPlace({ promotionId: 'h', customerId: 'ann', heldOut: true })]: sale,
    });
  });

  test('given it was only placed, then it was applied and nothing was sold', () => {
    expect(effect({ state: 'placed' })).toEqual({ [day('p')]: { applied: 1 }, [day('q')]: { applied: 1 } });
  });

  test('given a part came back, then it was returned; given all was cancelled, then it was not', () => {
    expect(effect({ refunded: 300 })[day(WHOLE_SHOP)]).toMatchObject({ returned: 1, refunds: 300 });
    const cancelled = effect({ state: 'cancelled', refunded: 900, cost: 0, given: [] })[day(WHOLE_SHOP)];
    expect(cancelled).toEqual({ orders: 1, cancelled: 1, revenue: 900, refunds: 900, costed: 1 });
  });

  test('given goods of unknown cost, then there is no margin', () => {
    expect(effect({ cost: undefined })[day(WHOLE_SHOP)]).toEqual({ orders: 1, revenue: 900 });
  });
});

test.each(['a', 'with#sign', 'with"quote', '主播:1'])('given the id %s, then its places are found again', (id) => {
  const at = { promotionId: id, date: '2026-11-22', channel: 'web' };
  const buyer = { promotionId: id, customerId: id, heldOut: false };
  expect([placeNamed(dayPlace(at)), placeNamed(buyerPlace(buyer))]).toEqual([at, buyer]);
});

describe('figures', () => {
  const row = (date: string, channel: string, orders: number) => ({ date, channel, tally: { orders, revenue: 10 } });

  test('given shards of the same day, then they are one row, in order', () => {
    const rows = [row('2026-11-22', 'web', 1), row('2026-11-21', 'web', 2), row('2026-11-22', 'web', 3)];
    expect(folded(rows).map(({ date, tally }) => [date, tally.orders])).toEqual([
      ['2026-11-21', 2],
      ['2026-11-22', 4],
    ]);
    const { totals, byChannel } = totalsOf([...rows, row('2026-11-22', 'live', 5)]);
    expect([totals.orders, totals.net]).toEqual([11, 40]);
    expect(byChannel.map(({ channel, orders }) => [channel, orders])).toEqual([
      ['live', 5],
      ['web', 6],
    ]);
  });

  test('given funders, then each stands with what is its, and the sum', () => {
    const { byFunder, discount, net } = figuresOf({ revenue: 90, refunds: 20, 'funder:shop': 4, 'funder:a': 6 });
    expect([byFunder, discount, net]).toEqual([
      [
        { funder: 'a', amount: 6 },
        { funder: 'shop', amount: 4 },
      ],
      10,
      70,
    ]);
  });
});

test('given lifts, then figures are told to hundredths, with percent where there is something to compare with', () => {
  const lift = { with: 120.004, without: 100, estimate: 20.004, low: -1.239, high: 41.2345, level: 0.95 };
  const compared = [
    { outcome: 'net' as const, lift },
    { outcome: 'orders' as const, lift: { ...lift, without: 0 } },
    { outcome: 'margin' as const },
  ];
  expect(presentLifts({ treated: 2, control: 2, compared })).toEqual([
    {
      outcome: 'net',
      lift: { with: 120, without: 100, estimate: 20, low: -1.24, high: 41.23, level: 0.95, percent: 20 },
    },
    { outcome: 'orders', lift: expect.not.objectContaining({ percent: expect.anything() }) },
    { outcome: 'margin' },
  ]);
});

describe('what is said beside a comparison', () => {
  const comparison = { treated: 2, control: 2, compared: [] };
  const plain = { comparison, byChance: true, isInPart: false, isOver: true, isCostUnknown: false };
  const said = (more: object) => caveatsOf({ ...plain, ...more }).map(({ code }) => code);

  test('given chance and the end, then that more may come back', () => {
    expect(said({})).toEqual(['by-chance', 'returns-may-come']);
  });

  test('given days, then that they prove nothing and hang together', () => {
    expect(said({ byChance: false, isInPart: true })).toEqual([
      'not-by-chance',
      'part-days',
      'days-hang-together',
      'returns-may-come',
    ]);
  });

  test.each([
    [-1, 5, true],
    [0, 5, true],
    [1, 5, false],
    [-5, -1, false],
  ])('given revenue between %s and %s more, then whether that may be chance', (low, high, mayBe) => {
    const lift = { with: 2, without: 1, estimate: 1, low, high, level: 0.95 };
    const seen = said({ comparison: { ...comparison, compared: [{ outcome: 'net', lift }] } });
    expect(seen.includes('may-be-chance')).toBe(mayBe);
  });

  test('given too little and unknown cost while it runs, then all of that', () => {
    const little = { ...comparison, compared: [{ outcome: 'net' as const }] };
    expect(said({ comparison: little, isOver: false, isCostUnknown: true })).toEqual([
      'by-chance',
      'too-little',
      'cost-unknown',
      'still-running',
      'returns-may-come',
    ]);
  });
});

describe('views', () => {
  const at = '2026-11-22T08:00:00.000Z';
  const seen = (more: object = {}) => ({ promotionId: 'p', sessionId: 's', channel: 'web', at, ...more });
  const views = (...some: ReturnType<typeof seen>[]) => viewsIn(some, at, 'Asia/Shanghai');

  test('given a session that saw it often, then once a day of the shop', () => {
    const next = seen({ at: '2026-11-22T16:00:00.000Z' });
    expect(views(seen(), seen({ at: '2026-11-21T16:00:00.000Z' }), next)).toEqual([
      { promotionId: 'p', sessionId: 's', channel: 'web', date: '2026-11-22' },
      { promotionId: 'p', sessionId: 's', channel: 'web', date: '2026-11-23' },
    ]);
    expect(views(seen(), seen({ sessionId: 't' }), seen({ promotionId: 'q' }))).toHaveLength(3);
  });

  test('given two channels on a day, then the same one whatever the order', () => {
    const live = seen({ channel: 'live' });
    expect(views(seen(), live)).toEqual(views(live, seen()));
  });

  test('given what is a month old, or of the day after tomorrow, then nothing', () => {
    expect(views(seen({ at: '2026-10-22T08:00:00.000Z' }), seen({ at: '2026-11-24T08:00:00.000Z' }))).toEqual([]);
  });
});
