import * as booking from '../../../functions/journal/domain/booking.ts';
import { balancesOf, linesOf, totalsOf } from '../../../functions/journal/domain/entry.ts';

const at = '2026-11-21T08:00:00.000Z';
const parts = {
  gross: 10_000,
  grants: [
    { funder: 'brand', amount: 600 },
    { funder: 'shop', amount: 400 },
  ],
  shipping: 500,
  tax: 100,
  taxIncluded: 800,
};
const paid = {
  orderId: 'o',
  total: 9_600,
  currency: 'CNY',
  paidAt: at,
  parts,
  paymentId: 'pay_1',
  provider: 'sandbox',
};

describe('booking', () => {
  test('given debits and credits that differ, then there is no entry', () => {
    expect(() => linesOf([['a', 2]], [['b', 1]])).toThrow();
    expect(
      linesOf(
        [
          ['a', 2],
          ['c', 0],
        ],
        [['b', 2]],
      ),
    ).toEqual([
      { account: 'a', debit: 2 },
      { account: 'b', credit: 2 },
    ]);
    expect(linesOf([['a', -2]], [['b', -2]])).toEqual([
      { account: 'a', credit: 2 },
      { account: 'b', debit: 2 },
    ]);
  });

  test('given a paid order, then money and discounts by funder stand against goods, shipping and tax', () => {
    expect(booking.bookPaid(paid)).toEqual({
      orderId: 'o',
      at,
      what: 'sale',
      lines: [
        { account: 'clearing:sandbox', debit: 9_600 },
        { account: 'discounts:brand', debit: 600 },
        { account: 'discounts:shop', debit: 400 },
        { account: 'sales', credit: 9_200 },
        { account: 'shipping', credit: 500 },
        { account: 'tax', credit: 900 },
      ],
      movements: [{ kind: 'capture', id: 'pay_1', provider: 'sandbox', amount: 9_600, currency: 'CNY' }],
    });
  });

  test('given a paid order whose event is from before parts were told, then its total is all that is known', () => {
    const { parts: _, paymentId: __, provider: ___, ...old } = paid;
    expect(booking.bookPaid(old)).toMatchObject({
      lines: [
        { account: 'clearing:unknown', debit: 9_600 },
        { account: 'sales', credit: 9_600 },
      ],
      movements: [],
    });
  });

  test.each([
    ['cancelled', [booking.bookCancelled({ orderId: 'o', total: 9_600, at, parts })], 'cancelled'],
    [
      'returned',
      [booking.bookReturned({ orderId: 'o', receivedAt: at, refundTotal: 9_600, parts, lost: 0 })],
      'returned',
    ],
  ])(
    'given an order that is paid, %s and refunded, then no account but sales and returned goods holds anything',
    (_, undone, reason) => {
      const refund = {
        orderId: 'o',
        refundId: 'r',
        refundedAt: at,
        amount: 9_600,
        currency: 'CNY',
        provider: 'sandbox',
        reason,
      };
      const entries = [booking.bookPaid(paid), ...undone, booking.bookRefunded(refund)];
      const left = balancesOf(totalsOf(entries.map(({ lines }) => ({ date: '2026-11-21', lines })))).filter(
        ({ balance }) => balance !== 0,
      );
      const goods = left.filter(({ account }) => ['sales', 'returned-goods'].includes(account));
      expect(left).toEqual(goods);
      expect(goods.reduce((sum, { balance }) => sum + balance, 0)).toBe(0);
    },
  );

  test.each([
    [300, { account: 'lost-discounts', credit: 300 }],
    [-300, { account: 'lost-discounts', debit: 300 }],
  ])('given a return of which a threshold takes %i, then that has a line of its own', (lost, line) => {
    const { lines } = booking.bookReturned({ orderId: 'o', receivedAt: at, refundTotal: 9_600 - lost, parts, lost });
    expect(lines).toContainEqual(line);
  });

  test('given a return of which a threshold takes something with its tax, then that tax stays due', () => {
    const fact = { orderId: 'o', receivedAt: at, refundTotal: 9_300, parts, lost: 300, lostTax: 35 };
    const { lines } = booking.bookReturned(fact);
    expect(lines).toContainEqual({ account: 'lost-discounts', credit: 265 });
    const sides = (side: 'debit' | 'credit') => lines.reduce((sum, line) => sum + (line[side] ?? 0), 0);
    expect(sides('debit')).toBe(sides('credit'));
  });

  test.each([
    ['goodwill', 'goodwill', 1],
    ['imported', 'returned-goods', 0],
    ['cancelled', 'refunds-payable', 1],
  ])('given a refund that was %s, then it comes from %s', (reason, account, movements) => {
    const refund = { orderId: 'o', refundId: 'r', refundedAt: at, amount: 5, currency: 'CNY', provider: 'p', reason };
    const booked = booking.bookRefunded(refund);
    expect(booked.lines).toEqual([
      { account, debit: 5 },
      { account: 'clearing:p', credit: 5 },
    ]);
    expect(booked.movements).toHaveLength(movements);
  });

  test('given late money, then both of its movements are known and every account it touches is as it was', () => {
    const late = {
      orderId: 'o',
      paymentId: 'pay_1',
      refundId: 'r',
      at,
      amount: 5,
      currency: 'CNY',
      provider: 'sandbox',
    };
    const booked = booking.bookLateMoney(late);
    expect(booked.movements.map(({ kind, id }) => [kind, id])).toEqual([
      ['capture', 'pay_1'],
      ['refund', 'r'],
    ]);
    const balances = balancesOf(totalsOf([{ date: '2026-11-21', lines: booked.lines }]));
    expect(balances.map(({ balance }) => balance)).toEqual([0, 0]);
  });
});
