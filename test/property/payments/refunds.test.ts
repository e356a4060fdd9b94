import fc from 'fast-check';
import { type Payment, postpone } from '../../../functions/payments/domain/payment.ts';
import { ask, askAgain, done, fail, type Refund } from '../../../functions/payments/domain/refund.ts';

const NOW = '2026-11-21T08:00:00.000Z';
const TOTAL = 1_000;

const captured = (): Payment => ({
  paymentId: 'pay_1',
  orderId: 'order_1',
  provider: 'sandbox',
  amount: TOTAL,
  currency: 'CNY',
  status: 'captured',
  version: 2,
  openedAt: NOW,
  changedAt: NOW,
});

interface Books {
  payment: Payment;
  refunds: Refund[];
}

type Turn = { move: 'ask' | 'done' | 'fail' | 'again' | 'postpone'; pick: number; amount: number };

const turn = fc.record({
  move: fc.constantFrom('ask' as const, 'done' as const, 'fail' as const, 'again' as const, 'postpone' as const),
  pick: fc.nat({ max: 9 }),
  amount: fc.integer({ min: 0, max: 700 }),
});

function play({ payment, refunds }: Books, { move, pick, amount }: Turn, index: number): Books {
  if (move === 'ask') {
    const wish = { refundId: `refund_${index}`, amount, reason: 'returned' as const, lines: [] };
    const asked = ask(payment, wish, NOW, NOW);
    return { payment: asked.payment, refunds: [...refunds, asked.refund] };
  }
  const at = pick % Math.max(1, refunds.length);
  const refund = refunds[at];
  if (!refund) return { payment, refunds };
  const put = (next: Refund) => refunds.map((one, place) => (place === at ? next : one));
  if (move === 'again') return { payment, refunds: put(askAgain(refund, NOW, NOW)) };
  if (refund.status !== 'asked') return { payment, refunds };
  if (move === 'fail') return { payment, refunds: put(fail(refund, 'payments.refund-refused', NOW)) };
  if (move === 'postpone') return { payment, refunds: put(postpone(refund, NOW)) };
  const ended = done(payment, refund, NOW);
  return { payment: ended.payment, refunds: put(ended.refund) };
}

const sum = (refunds: readonly Refund[]) => refunds.reduce((total, { amount }) => total + amount, 0);

function expectBooksToHold({ payment, refunds }: Books): void {
  const back = sum(refunds.filter(({ status }) => status === 'refunded'));
  expect(payment.refundAsked ?? 0).toBe(sum(refunds));
  expect(payment.refundedTotal ?? 0).toBe(back);
  expect(sum(refunds)).toBeLessThanOrEqual(TOTAL);
  const status = sum(refunds) < TOTAL ? 'captured' : back === TOTAL ? 'refunded' : 'refunding';
  expect(payment.status).toBe(status);
}

test('given any refunds asked, done, failed and asked again in any order, then never more goes back than came, and the payment says so', () => {
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 40 }), (turns) => {
      let books: Books = { payment: captured(), refunds: [] };
      turns.forEach((one, index) => {
        try {
          books = play(books, one, index);
        } catch (error) {
          expect((error as { code?: string }).code).toMatch(
            /^payments\.(refund-exceeds-capture|illegal-step|refund-not-failed)$/,
          );
        }
        expectBooksToHold(books);
      });
    }),
  );
});
