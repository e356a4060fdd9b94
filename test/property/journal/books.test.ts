import fc from 'fast-check';
import type { EventContract } from '../../../events/contract.ts';
import {
  type Booked,
  bookCancelled,
  bookPaid,
  bookRefunded,
  bookReturned,
} from '../../../functions/journal/domain/booking.ts';
import { balancesOf, totalsOf } from '../../../functions/journal/domain/entry.ts';
import { contracts, entryOf } from '../../../functions/journal/heard.ts';
import { netOf, wholeOf } from '../../../functions/orders/domain/ledger.ts';
import { receiveReturn } from '../../../functions/orders/domain/receipt.ts';
import { requestReturn } from '../../../functions/orders/domain/returns.ts';
import { anOrder, PLACED_AT } from '../../support/an-order.ts';
import { paidFor, type Sold, soldOrders } from '../../support/sold-orders.ts';

const money = { orderId: 'order_1', currency: 'CNY', provider: 'sandbox' };

const paid = (sold: Sold) =>
  bookPaid({ ...money, total: paidFor(sold), paidAt: PLACED_AT, parts: wholeOf(sold), paymentId: 'pay_1' });

const refunded = (amount: number, reason: string) =>
  bookRefunded({ ...money, refundId: 'refund_1', refundedAt: PLACED_AT, amount, reason });

/** What returns of some units, one SKU after the other, say for the books; and what was paid back. */
function returned(sold: Sold, draws: Iterator<number>): { booked: Booked[]; back: number } {
  let order = anOrder({ ...sold, status: 'COMPLETED' });
  let back = 0;
  const booked = sold.lines.flatMap(({ sku, quantity }) => {
    const units = draws.next().value % (quantity + 1);
    if (units === 0) return [];
    const asked = requestReturn(order, [{ sku, quantity: units }], 'any', PLACED_AT);
    const at = { now: PLACED_AT, locationId: 'main' };
    const receipt = receiveReturn(asked.order, asked.back, [{ sku, quantity: units, condition: 'resaleable' }], at);
    order = receipt.order;
    back += receipt.refund;
    const { refund: refundTotal, parts, lost } = receipt;
    return [
      bookReturned({ orderId: 'order_1', receivedAt: PLACED_AT, refundTotal, parts, lost }),
      refunded(refundTotal, 'returned'),
    ];
  });
  return { booked, back };
}

function balances(booked: readonly Booked[]): Record<string, number> {
  const totals = totalsOf(booked.map(({ lines }) => ({ date: '2026-11-21', lines })));
  return Object.fromEntries(balancesOf(totals).map(({ account, balance }) => [account, balance]));
}

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

describe('the books', () => {
  test('whatever is sold and brought back: they balance, nothing stays owed, and the provider holds what buyers paid', () => {
    fc.assert(
      fc.property(soldOrders, fc.infiniteStream(fc.nat()), (sold, draws) => {
        const { booked, back } = returned(sold, draws);
        const accounts = balances([paid(sold), ...booked]);
        expect(sum(Object.values(accounts))).toBe(0);
        expect(accounts['refunds-payable'] ?? 0).toBe(0);
        expect(accounts['clearing:sandbox'] ?? 0).toBe(paidFor(sold) - back);
      }),
      { numRuns: 300 },
    );
  });

  test('whatever is sold: the accounts of discounts are what each funder gives, and sales without them what goods cost', () => {
    fc.assert(
      fc.property(soldOrders, (sold) => {
        const accounts = balances([paid(sold)]);
        const whole = wholeOf(sold);
        for (const funder of new Set(whole.grants.map((grant) => grant.funder))) {
          const given = whole.grants.filter((grant) => grant.funder === funder).map(({ amount }) => amount);
          expect(accounts[`discounts:${funder}`]).toBe(sum(given));
        }
        const discounts = sum(whole.grants.map(({ amount }) => amount));
        expect(netOf(whole) + discounts + (accounts.sales ?? 0)).toBe(0);
      }),
    );
  });

  test('whatever is sold, cancelled and refunded: every account is as it was before', () => {
    fc.assert(
      fc.property(soldOrders, (sold) => {
        const total = paidFor(sold);
        const undone = bookCancelled({ orderId: 'order_1', total, at: PLACED_AT, parts: wholeOf(sold) });
        const accounts = balances([paid(sold), undone, refunded(total, 'cancelled')]);
        expect(Object.values(accounts).every((balance) => balance === 0)).toBe(true);
      }),
    );
  });
});

describe('what the journal hears', () => {
  beforeAll(() => Object.assign(process.env, { TIME_ZONE: 'Asia/Shanghai' }));

  const tell = ({ type, example }: EventContract<unknown>, data: unknown = example) =>
    entryOf({ id: 'event_1', type, data, occurredAt: PLACED_AT, subject: 's', correlationId: 'c', causationId: 'c' });

  test.each(contracts.map((contract) => [contract.type, contract] as const))(
    'given the example of %s, then it is one balanced entry under the id of its event',
    (_, contract) => {
      const [entry] = tell(contract);
      expect(entry).toMatchObject({ entryId: 'event_1', date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
      const side = (name: 'debit' | 'credit') => sum((entry?.lines ?? []).map((line) => line[name] ?? 0));
      expect(side('debit')).toBeGreaterThan(0);
      expect(side('debit')).toBe(side('credit'));
    },
  );

  test('given an order that was cancelled before anybody paid, then there is nothing to book', () => {
    const cancelled = contracts.find(({ type }) => type === 'orders.OrderCancelled.v1')!;
    expect(tell(cancelled, { ...(cancelled.example as object), wasPaid: false })).toEqual([]);
  });
});
