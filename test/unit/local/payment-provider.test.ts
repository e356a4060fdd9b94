import { DatabaseSync } from 'node:sqlite';
import { openPaymentBooks } from '../../../local/partners/payment-books.ts';
import { answerOfProvider } from '../../../local/partners/payment-provider.ts';

const at = '2026-11-21T23:30:00.000Z';
const money = { amount: 1_000, currency: 'CNY' };

function provider() {
  const books = openPaymentBooks({ database: new DatabaseSync(':memory:') });
  const ask = (method: string, path: string, body: Record<string, unknown> = {}, when = at) =>
    answerOfProvider(books, { method, url: new URL(`http://partner/payments${path}`), body, at: when });
  return {
    capture: (id: string, token = 'approve', more = {}) => ask('PUT', `/captures/${id}`, { token, ...money, ...more }),
    refund: (id: string, paymentId: string, amount: number, when?: string) =>
      ask('PUT', `/refunds/${id}`, { paymentId, amount, currency: 'CNY' }, when),
    ask,
  };
}

test('given a payment, when it is captured twice, then it is there once; another amount under its id is refused', () => {
  const { capture, ask } = provider();
  expect(capture('pay_1')).toMatchObject({ status: 200, body: { status: 'captured', ...money } });
  expect(capture('pay_1', 'decline')).toMatchObject({ status: 200, body: { status: 'captured' } });
  expect(capture('pay_1', 'approve', { amount: 999 }).status).toBe(409);
  expect(ask('GET', '/captures/pay_1')).toMatchObject({ status: 200, body: { ...money, refunds: [], at } });
  expect(ask('GET', '/captures/pay_2').status).toBe(404);
});

test('given a payment that waits for its buyer, then it can still be told', () => {
  const { capture } = provider();
  expect(capture('pay_1', 'pending').body).toMatchObject({ status: 'pending' });
  expect(capture('pay_1', 'approve').body).toMatchObject({ status: 'captured' });
  expect(capture('pay_2', 'cash').status).toBe(400);
});

test('given refunds, then each id counts once, and together never more than was captured', () => {
  const { capture, refund, ask } = provider();
  expect(refund('refund_0', 'pay_1', 1).status).toBe(404);
  capture('pay_1');
  capture('pay_2', 'decline');
  expect(refund('refund_1', 'pay_1', 600)).toMatchObject({ status: 200, body: { status: 'refunded' } });
  expect(refund('refund_1', 'pay_1', 600).status).toBe(200);
  expect(refund('refund_1', 'pay_1', 601).status).toBe(409);
  expect(refund('refund_2', 'pay_1', 401).status).toBe(409);
  expect(refund('refund_3', 'pay_1', 400).status).toBe(200);
  expect(refund('refund_4', 'pay_1', 1).status).toBe(409);
  expect(refund('refund_5', 'pay_2', 1).status).toBe(404);
  const { refunds } = ask('GET', '/captures/pay_1').body as { refunds: unknown[] };
  expect(refunds).toEqual([
    { refundId: 'refund_1', amount: 600, at },
    { refundId: 'refund_3', amount: 400, at },
  ]);
});

test('given a day, then its statement tells what came and went on it, and nothing else', () => {
  const { capture, refund, ask } = provider();
  capture('pay_1');
  capture('pay_2', 'decline');
  refund('refund_1', 'pay_1', 600, '2026-11-22T00:00:00.000Z');
  expect(ask('GET', '/statement?date=2026-11-21').body).toEqual({
    items: [{ kind: 'capture', id: 'pay_1', paymentId: 'pay_1', ...money, at }],
  });
  expect(ask('GET', '/statement?date=2026-11-22').body).toMatchObject({ items: [{ kind: 'refund', amount: 600 }] });
});

test.each([
  ['GET', '/nothing'],
  ['DELETE', '/captures/pay_1'],
])('given %s %s, then there is no such path', (method, path) => {
  expect(provider().ask(method, path).status).toBe(404);
});
