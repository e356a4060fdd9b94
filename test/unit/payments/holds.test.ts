import { capture } from '../../../functions/payments/holds.ts';
import { giveBack } from '../../../functions/payments/refund.ts';

const payment = {
  paymentId: 'pay_1',
  orderId: 'order_1',
  provider: 'nobody',
  amount: 0,
  currency: 'CNY',
  status: 'refunding' as const,
  version: 3,
  openedAt: '2026-11-21T08:00:00.000Z',
  changedAt: '2026-11-21T08:00:00.000Z',
};

test('given an order that costs nothing, then no provider is asked to take or to give back', async () => {
  expect(await capture(payment)).toBe('captured');
  await expect(giveBack(payment, 'refund_1')).resolves.toBeUndefined();
});
