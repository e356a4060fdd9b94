import {
  checkRange,
  fold,
  imported,
  placed,
  present,
  refunded,
  yearsOf,
} from '../../../functions/insights/domain/sales.ts';

const lines = [
  { quantity: 2, unitPrice: 4900 },
  { quantity: 1, unitPrice: 100 },
];

describe('what an event adds to the sales of a day', () => {
  it('given a placed order, then its units, gross and discounts', () => {
    expect(present(placed('2026-11-21', 'web', lines, 980))).toEqual({
      date: '2026-11-21',
      channel: 'web',
      orders: 1,
      units: 3,
      gross: 9900,
      discounts: 980,
      net: 8920,
      refunds: 0,
    });
  });

  it('given an imported order, then its units and gross', () => {
    expect(imported('2010-12-01', 'marketplace', { units: 40, gross: 13912, discount: 12 })).toMatchObject({
      ...{ orders: 1, units: 40, gross: 13912, discounts: 12 },
    });
  });

  it('given a refund, then no order and no gross', () => {
    expect(refunded('2026-11-23', 'web', 500)).toMatchObject({ orders: 0, units: 0, gross: 0, refunds: 500 });
  });
});

describe('folding', () => {
  it('given events of several days and channels, then each pair is added up once', () => {
    const folded = fold([
      placed('2026-11-21', 'web', lines, 0),
      placed('2026-11-21', 'store', lines, 0),
      refunded('2026-11-21', 'web', 300),
      placed('2026-11-20', 'web', lines, 100),
      placed('2026-11-21', 'web', lines, 200),
    ]);
    expect(folded).toHaveLength(3);
    expect(folded).toContainEqual({
      date: '2026-11-21',
      channel: 'web',
      orders: 2,
      units: 6,
      gross: 19800,
      discounts: 200,
      refunds: 300,
    });
  });

  it('given nothing, then nothing', () => {
    expect(fold([])).toEqual([]);
  });
});

describe('ranges', () => {
  it.each([
    ['2026-11-21', '2026-11-21'],
    ['2026-01-01', '2027-02-04'],
  ])('given %s to %s, then it is taken', (from, to) => {
    expect(() => checkRange(from, to)).not.toThrow();
  });

  it.each([
    ['2026-11-21', '2026-11-20', 'insights.bad-range'],
    ['2026-01-01', '2027-02-05', 'insights.range-too-long'],
  ])('given %s to %s, then it is refused as %s', (from, to, code) => {
    expect(() => checkRange(from, to)).toThrow(expect.objectContaining({ code, kind: 'invalid' }));
  });

  it('given a range over the turns of years, then every year it touches', () => {
    expect(yearsOf('2026-12-31', '2028-02-03')).toEqual(['2026', '2027', '2028']);
    expect(yearsOf('2026-05-01', '2026-05-31')).toEqual(['2026']);
  });
});
