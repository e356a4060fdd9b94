/**
 * POST /v1/sandbox/payments/{paymentId}/settle: the sandbox is told how a pending payment ends (local and dev only). Promise:
 * its books and ours say the same, whoever dies in between.
 */
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { settleSandbox as route } from './routes.ts';
import { chargeAsTold, finishCharge } from './settle.ts';
import { findPayment } from './store.ts';

const STATUS_OF = { approve: 'captured', decline: 'declined' } as const;

async function settle(paymentId: string, outcome: 'approve' | 'decline', run: Run) {
  const payment = await findPayment(paymentId);
  if (payment?.provider !== 'sandbox') {
    throw new DomainError('not-found', 'payments.unknown-payment', 'The sandbox does not know this payment.');
  }
  let { status } = payment;
  if (status === 'pending') status = await chargeAsTold(payment, outcome, run);
  if (status === 'charging' && payment.token === outcome) status = await finishCharge(payment, run);
  if (status !== STATUS_OF[outcome]) {
    throw new DomainError('conflict', 'payments.not-pending', `The payment is ${status} already.`);
  }
  return { paymentId, orderId: payment.orderId, status };
}

export const handler = httpHandler(route, async ({ params: { paymentId }, body: { outcome } }, run) => ({
  status: 200,
  body: await retryWhenChanged(() => settle(paymentId, outcome, run)),
}));
