import { booksBalance } from '../../simulation/invariants/books-balance.ts';
import { returnsExact } from '../../simulation/invariants/returns-exact.ts';
import type { OrderDoc } from '../../simulation/invariants/shapes.ts';
import { line, orderDoc, orderItem, payment } from './examples.ts';
import { History, type Put } from './hand-made.ts';

const day = '2026-11-21';

function booked(entryId: string, lines: Record<string, number>): Put {
  const sides = Object.entries(lines).map(([account, amount]) =>
    amount > 0 ? { account, debit: amount, credit: 0 } : { account, debit: 0, credit: -amount },
  );
  return { pk: 'ENTRIES#2026-11#07', sk: `${day}#${entryId}`, entryId, date: day, orderId: 'o1', lines: sides };
}

const totals = (amounts: Record<string, number>): Put => ({ pk: 'TOTALS#2026', sk: day, ...amounts });

describe('12 books balance', () => {
  const sale = booked('e1', { 'clearing:sandbox': 180, 'discounts:shop': 20, sales: -200 });
  const sums = totals({ 'debit:clearing:sandbox': 180, 'debit:discounts:shop': 20, 'credit:sales': 200 });
  const paid: Partial<OrderDoc> = { status: 'PAID', total: 180, discountTotal: 20 };
  const books = (more: Partial<OrderDoc> = {}) =>
    new History(booksBalance).commit({ orders: [orderItem({ ...paid, ...more })], payments: [payment()] });

  test('a sale and its undoing pass', () => {
    expect(
      books()
        .commit({ journal: [sale, sums] })
        .quiet().violations,
    ).toEqual([]);
    const undone = booked('e2', { sales: 200, 'discounts:shop': -20, 'refunds-payable': -180 });
    const back = booked('e3', { 'refunds-payable': 180, 'clearing:sandbox': -180 });
    const cancelled = books({ status: 'CANCELLED', refundTotal: 180 });
    expect(cancelled.commit({ journal: [sale, undone, back] }).quiet().violations).toEqual([]);
  });

  test.each([
    ['an entry that does not balance', [booked('e1', { 'clearing:sandbox': 180, sales: -200 })]],
    ['totals that are not their entries', [sale, totals({ 'debit:clearing:sandbox': 181 })]],
  ])('%s is caught', (_, journal) => {
    expect(books().commit({ journal }).violations).toHaveLength(1);
  });

  test('an entry that is written over or booked twice is caught', () => {
    expect(
      books()
        .commit({ journal: [sale] })
        .commit({ journal: [sale] }).violations,
    ).toHaveLength(1);
    const again = { ...sale, sk: `${day}#again` };
    expect(
      books()
        .commit({ journal: [sale] })
        .commit({ journal: [again] }).violations,
    ).toHaveLength(1);
  });

  test('an order that the books do not know, or know otherwise, is caught', () => {
    expect(books().quiet().violations).toHaveLength(2);
    expect(
      books({ refundTotal: 5 })
        .commit({ journal: [sale] })
        .quiet().violations,
    ).toHaveLength(1);
  });

  test('money that is owed to nobody, and late money that is left, is caught', () => {
    const owed = booked('e2', { sales: 10, 'refunds-payable': -10 });
    expect(
      books()
        .commit({ journal: [sale, owed] })
        .quiet().violations,
    ).toHaveLength(1);
    const late = booked('e2', { sales: 10, 'late-money': -10 });
    expect(
      books()
        .commit({ journal: [sale, late] })
        .quiet().violations,
    ).toHaveLength(1);
  });
});

describe('11 returns are exact', () => {
  const discounted = {
    ...{ lines: [{ ...line('A', 3), discounts: [{ promotionId: 'promo', amount: 31 }], net: 269 }] },
    ...{ subtotal: 300, discountTotal: 31, total: 269, status: 'SHIPPED' },
  };
  const sold = orderDoc(discounted);
  const asked = { returnId: 'r1', orderId: 'o1', status: 'REQUESTED', refundTotal: 89 };
  const item = (back: Record<string, unknown>): Put => ({ pk: 'ORDER#o1', sk: `RETURN#${back.returnId}`, back });
  const shelved = (by: Record<string, number>): Put => ({
    ...{ pk: 'LEDGER#A', sk: 'e1', sku: 'A', cause: 'returned', reference: 'r1', by },
  });
  const received = [{ sku: 'A', quantity: 1, condition: 'resaleable' }];

  function receive(refundTotal: number, by: Record<string, number>, returned = 1): string[] {
    const history = new History(returnsExact).commit({ orders: [orderItem(sold), item(asked)] });
    const back = item({ ...asked, status: 'RECEIVED', refundTotal, received });
    const order = orderItem({ ...sold, version: 2, returned: { A: returned } });
    return history.commit({ orders: [back, order], inventory: [shelved(by)] }).violations;
  }

  test('a unit that is back on the shelf and paid back to the minor unit passes', () => {
    expect(receive(89, { onHand: 1, available: 1 })).toEqual([]);
  });

  test.each<[string, number, Record<string, number>, number]>([
    ['a refund that is a minor unit too much', 90, { onHand: 1, available: 1 }, 1],
    ['goods that are not on the shelf', 89, { damaged: 1 }, 1],
    ['more than was bought', 269, { onHand: 1, available: 1 }, 4],
  ])('%s is caught', (_, refundTotal, by, returned) => {
    expect(receive(refundTotal, by, returned)).toHaveLength(1);
  });
});
