import { closeDay, type Day, type StatementItem } from '../../../functions/journal/domain/close.ts';
import { type Entry, totalsOf } from '../../../functions/journal/domain/entry.ts';
import { checkRange, cutBy } from '../../../functions/journal/domain/range.ts';
import { dayAfter } from '../../../shared/kernel/time.ts';
import { codeThrownBy } from '../../support/an-order.ts';

const DATE = '2026-11-21';
const CLOSED_AT = '2026-11-22T01:00:00.000Z';

const sale = (id: string, amount: number, more: Partial<Entry> = {}): Entry => ({
  entryId: `event-${id}`,
  date: DATE,
  at: `${DATE}T08:00:00.000Z`,
  orderId: `order-${id}`,
  what: 'sale',
  lines: [
    { account: 'clearing:sandbox', debit: amount },
    { account: 'sales', credit: amount },
  ],
  movements: [{ kind: 'capture', id, provider: 'sandbox', amount, currency: 'CNY' }],
  ...more,
});

const told = (id: string, amount: number, more: Partial<StatementItem> = {}): StatementItem => ({
  kind: 'capture',
  id,
  amount,
  currency: 'CNY',
  date: DATE,
  ...more,
});

function aDay(more: Partial<Day> = {}): Day {
  const entries = more.entries ?? [sale('a', 100), sale('b', 200)];
  const orders = entries.map(({ orderId, movements }) => {
    const { id = '', amount = 0 } = movements[0] ?? {};
    return [orderId, { orderId, total: amount, payment: { paymentId: id, status: 'captured' } }] as const;
  });
  const statement = [told('a', 100), told('b', 200)];
  return {
    date: DATE,
    totals: totalsOf(entries),
    statement,
    provider: 'sandbox',
    orders: new Map(orders),
    ...more,
    entries,
  };
}

const differencesOf = (day: Day) => closeDay(day, CLOSED_AT, 1).differences;

describe('closing a day', () => {
  test('given a capture that was booked twice, on one day or on two, then the second is one that the provider does not have', () => {
    const again = sale('a', 100, { entryId: 'event-again', at: `${DATE}T09:00:00.000Z` });
    const missing = [{ kind: 'missing-at-provider', id: 'a', orderId: 'order-a', here: 100 }];
    expect(differencesOf(aDay({ entries: [sale('a', 100), sale('b', 200), again] }))).toEqual(missing);
    const before = sale('a', 100, { entryId: 'event-before', date: '2026-11-20', at: '2026-11-20T09:00:00.000Z' });
    expect(differencesOf(aDay({ entries: [before, sale('a', 100), sale('b', 200)] }))).toEqual(missing);
  });

  test('given books, provider and orders that agree, then the day has no difference', () => {
    expect(closeDay(aDay(), CLOSED_AT, 3)).toEqual({
      differences: [],
      close: {
        date: DATE,
        closedAt: CLOSED_AT,
        version: 3,
        entries: 2,
        captures: { count: 2, amount: 300 },
        refunds: { count: 0, amount: 0 },
        provider: { captures: { count: 2, amount: 300 }, refunds: { count: 0, amount: 0 } },
        balances: [
          { account: 'clearing:sandbox', debit: 300, credit: 0, balance: 300 },
          { account: 'sales', debit: 0, credit: 300, balance: -300 },
        ],
        differences: 0,
      },
    });
  });

  test.each([
    [
      'the provider lacks one',
      [told('a', 100)],
      [{ kind: 'missing-at-provider', id: 'b', orderId: 'order-b', here: 200 }],
    ],
    [
      'the provider has one more',
      [told('a', 100), told('b', 200), told('c', 7)],
      [{ kind: 'missing-here', id: 'c', there: 7 }],
    ],
    [
      'the provider says less',
      [told('a', 99), told('b', 200)],
      [{ kind: 'other-amount', id: 'a', orderId: 'order-a', here: 100, there: 99 }],
    ],
    [
      'the provider says another currency',
      [told('a', 100, { currency: 'GBP' }), told('b', 200)],
      [{ kind: 'other-amount', id: 'a', orderId: 'order-a', here: 100, there: 100 }],
    ],
    [
      'a refund has the id of a capture',
      [told('a', 100, { kind: 'refund' }), told('a', 100), told('b', 200)],
      [{ kind: 'missing-here', id: 'a', there: 100 }],
    ],
  ] as const)('given that %s, then that is a difference by its id', (_, statement, differences) => {
    expect(differencesOf(aDay({ statement }))).toEqual(differences);
  });

  test('given two refunds of which the order knows only one, then it disagrees with both', () => {
    const refund = (id: string): Entry =>
      sale(id, 60, {
        orderId: 'order-a',
        what: 'refund',
        movements: [{ kind: 'refund', id, provider: 'sandbox', amount: 60, currency: 'CNY' }],
      });
    const day = (refundTotal: number) => {
      const { statement: _, ...whole } = aDay({ entries: [sale('a', 200), refund('r1'), refund('r2')] });
      const payment = { paymentId: 'a', status: 'captured' };
      return { ...whole, orders: new Map([['order-a', { orderId: 'order-a', total: 200, refundTotal, payment }]]) };
    };
    expect(differencesOf(day(120))).toEqual([]);
    expect(differencesOf(day(60)).map(({ id }) => id)).toEqual(['r1', 'r2']);
  });

  test('given clocks that put a movement on the day beside, then it is matched, and counted on one side each', () => {
    const day = aDay({ statement: [told('a', 100), told('b', 200, { date: '2026-11-22' })] });
    expect(differencesOf(day)).toEqual([]);
    const next = { ...day, date: '2026-11-22', totals: [] };
    expect(closeDay(next, CLOSED_AT, 1)).toMatchObject({
      differences: [],
      close: { captures: { count: 0 }, provider: { captures: { count: 1, amount: 200 } } },
    });
  });

  test('given a stage without statements, then only orders and totals are compared', () => {
    const { statement: _, ...day } = aDay();
    const { close, differences } = closeDay(day, CLOSED_AT, 1);
    expect(differences).toEqual([]);
    expect(close.provider).toBeUndefined();
  });

  test.each([
    ['is missing', undefined],
    ['has another total', { total: 101 }],
    ['was paid with another payment', { payment: { paymentId: 'x', status: 'captured' } }],
    ['was never paid', { payment: { paymentId: 'a', status: 'declined' } }],
  ])('given an order that %s, then it disagrees', (_, change) => {
    const day = aDay();
    const orders = new Map(day.orders);
    if (change) orders.set('order-a', { ...orders.get('order-a')!, ...change });
    else orders.delete('order-a');
    expect(differencesOf({ ...day, orders })).toMatchObject([{ kind: 'order-disagrees', id: 'a', orderId: 'order-a' }]);
  });

  test('given a refund that its order does not know, then it disagrees; late money is no business of an order', () => {
    const movements = [{ kind: 'refund', id: 'r', provider: 'sandbox', amount: 50, currency: 'CNY' }] as const;
    const refund = sale('r', 50, { what: 'refund', movements: [...movements] });
    const statement = [told('r', 50, { kind: 'refund' })];
    expect(differencesOf(aDay({ entries: [refund], statement }))).toMatchObject([{ kind: 'order-disagrees', id: 'r' }]);
    expect(differencesOf(aDay({ entries: [{ ...refund, what: 'late-money' }], statement }))).toEqual([]);
  });

  test('given totals that the entries do not come to, then each account that is wrong is named', () => {
    const totals = totalsOf([sale('a', 100), sale('b', 200)]).map((total) =>
      total.account === 'sales' ? { ...total, credit: 301 } : total,
    );
    expect(differencesOf(aDay({ totals }))).toEqual([
      { kind: 'totals-disagree', id: 'sales', here: -301, there: -300 },
    ]);
  });
});

describe('ranges of days', () => {
  test('given days over months and years, then they are cut at their ends', () => {
    expect(cutBy('month', '2025-12-30', '2026-02-01')).toEqual([
      { from: '2025-12-30', to: '2025-12-31' },
      { from: '2026-01-01', to: '2026-01-31' },
      { from: '2026-02-01', to: '2026-02-01' },
    ]);
    expect(cutBy('year', '2025-12-30', '2026-02-01')).toEqual([
      { from: '2025-12-30', to: '2025-12-31' },
      { from: '2026-01-01', to: '2026-02-01' },
    ]);
    expect(dayAfter('2026-03-01', -1)).toBe('2026-02-28');
  });

  test('given a range that is turned round or too long, then it is refused', () => {
    expect(codeThrownBy(() => checkRange('2026-01-02', '2026-01-01'))).toBe('journal.bad-range');
    expect(codeThrownBy(() => checkRange('2025-01-01', '2026-12-31'))).toBe('journal.range-too-long');
    expect(codeThrownBy(() => checkRange('2026-01-01', '2026-12-31'))).toBeUndefined();
  });
});
