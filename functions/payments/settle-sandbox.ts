/**
 * POST /v1/sandbox/payments/{paymentId}/settle: the sandbox is told how a pending payment ends (local and dev only). Promise:
 * its books and ours say the same, whoever dies in between; what is paid when nobody waits for it any more is late money.
 */
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { hasEndedUnpaid, type Payment, type PaymentStatus } from './domain/payment.ts';
import { capture } from './holds.ts';
import { takeLateMoney } from './late-money.ts';
import { settleSandbox as route } from './routes.ts';
import { chargeAsTold, finishCharge } from './settle.ts';
import { findPayment } from './store.ts';

/** What a payment can be when it ended as told: money that was taken may have gone back since. */
const ENDS: Record<'approve' | 'decline', readonly PaymentStatus[]> = {
  approve: ['captured', 'refunding', 'refunded'],
  decline: ['declined'],
};

/** The buyer pays after all: the provider has the money, and we are told too late. */
async function payLate(payment: Payment, run: Run): Promise<PaymentStatus> {
  if ((await capture({ ...payment, token: 'approve' })) !== 'captured') return payment.status;
  await takeLateMoney(payment, run, []);
  return (await findPayment(payment.paymentId))?.status ?? payment.status;
}

async function settle(paymentId: string, outcome: 'approve' | 'decline', run: Run) {
  const payment = await findPayment(paymentId);
  if (payment?.provider !== 'sandbox') {
    throw new DomainError('not-found', 'payments.unknown-payment', 'The sandbox does not know this payment.');
  }
  let { status } = payment;
  if (status === 'pending') status = await chargeAsTold(payment, outcome, run);
  if (status === 'charging' && payment.token === outcome) status = await finishCharge(payment, run);
  if (hasEndedUnpaid(payment.status) && outcome === 'approve') status = await payLate(payment, run);
  if (!ENDS[outcome].includes(status)) {
    throw new DomainError('conflict', 'payments.not-pending', `The payment is ${status} already.`);
  }
  return { paymentId, orderId: payment.orderId, status };
}

export const handler = httpHandler(route, async ({ params: { paymentId }, body: { outcome } }, run) => ({
  status: 200,
  body: await retryWhenChanged(() => settle(paymentId, outcome, run)),
}));
