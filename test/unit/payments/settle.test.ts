import { findStored } from '../../../functions/orders/holds.ts';
import type { Payment } from '../../../functions/payments/domain/payment.ts';
import { settleWithOrder } from '../../../functions/payments/settle.ts';
import { startRun } from '../../../shared/platform/run.ts';
import { anOrder, PLACED_AT } from '../../support/an-order.ts';

jest.mock('../../../functions/orders/holds.ts', () => ({ findStored: jest.fn() }));

const payment: Payment = {
  paymentId: 'pay_1',
  orderId: 'order_1',
  provider: 'sandbox',
  amount: 4_900,
  currency: 'CNY',
  status: 'pending',
  version: 1,
  openedAt: PLACED_AT,
  changedAt: PLACED_AT,
};

test.each([
  ['was cancelled', { paymentId: 'pay_1', provider: 'sandbox', status: 'closed' as const }],
  ['is paid another way', { paymentId: 'pay_2', provider: 'sandbox', status: 'pending' as const }],
])(
  'given a payment read as pending, when its order %s meanwhile, then both are to be looked at anew',
  async (_, now) => {
    process.env.STAGE = 'local';
    jest.mocked(findStored).mockResolvedValue({ order: anOrder({ payment: now }) });
    const settling = settleWithOrder(payment, 'captured', startRun('correlation', 'cause'));
    await expect(settling).rejects.toMatchObject({ code: 'payments.changed-meanwhile' });
  },
);
