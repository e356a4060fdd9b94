/** POST /v1/sandbox/payments/{paymentId}/settle: the sandbox is told how a pending payment ends (local and dev only). */
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { settleSandbox as route } from './routes.ts';
import { settleWithOrder } from './settle.ts';
import { findPayment } from './store.ts';

const STATUS_OF = { approve: 'captured', decline: 'declined' } as const;

async function settle(paymentId: string, status: 'captured' | 'declined', run: Run) {
  const payment = await findPayment(paymentId);
  if (payment?.provider !== 'sandbox') {
    throw new DomainError('not-found', 'payments.unknown-payment', 'The sandbox does not know this payment.');
  }
  if (payment.status !== 'pending' && payment.status !== status) {
    throw new DomainError('conflict', 'payments.not-pending', `The payment is ${payment.status} already.`);
  }
  if (payment.status === 'pending') await settleWithOrder(payment, status, run);
  return { paymentId, orderId: payment.orderId, status };
}

export const handler = httpHandler(route, async ({ params: { paymentId }, body: { outcome } }, run) => ({
  status: 200,
  body: await retryWhenChanged(() => settle(paymentId, STATUS_OF[outcome], run)),
}));
