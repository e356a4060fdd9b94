import { capture, endPayment } from '../../../functions/payments/holds.ts';
import { startRun } from '../../../shared/platform/run.ts';

process.env.STAGE = 'local';
process.env.IN_DOUBT_SECONDS = '60';

const payment = {
  paymentId: 'pay_1',
  orderId: 'order_1',
  provider: 'nobody',
  amount: 0,
  currency: 'CNY',
  status: 'captured' as const,
  version: 3,
  openedAt: '2026-11-21T08:00:00.000Z',
  changedAt: '2026-11-21T08:00:00.000Z',
};

test('given an order that costs nothing, then no provider is asked to take', async () => {
  expect(await capture(payment)).toBe('captured');
});

test('given a payment of which a part went back, when its order ends, then the rest is asked back, never more', () => {
  const { status, actions } = endPayment(
    { ...payment, amount: 1_000, refundAsked: 300 },
    startRun('correlation', 'cause'),
  );
  expect(status).toBe('refunding');
  expect(actions.map(({ write }) => (write.Put as { Item: object }).Item)).toMatchObject([
    { refundAsked: 1_000, status: 'refunding', version: 4 },
    { amount: 700, status: 'asked', reason: 'cancelled', gsi1pk: expect.stringMatching(/^IN_DOUBT#[0-7]$/) },
  ]);
});
