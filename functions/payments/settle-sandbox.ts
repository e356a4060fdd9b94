/** POST /v1/sandbox/payments/{paymentId}/settle: the sandbox is told how a pending payment ends (local and dev only). */
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { settleSandbox as route } from './routes.ts';
import { settleWithOrder } from './settle.ts';
import { findPayment } from './store.ts';

const STATUS_OF = { approve: 'captured', decline: 'declined' } as const;

export const handler = httpHandler(route, async ({ params: { paymentId }, body: { outcome } }, run) => {
  const payment = await findPayment(paymentId);
  if (payment?.provider !== 'sandbox') {
    throw new DomainError('not-found', 'payments.unknown-payment', 'The sandbox does not know this payment.');
  }
  const status = STATUS_OF[outcome];
  if (payment.status !== 'pending' && payment.status !== status) {
    throw new DomainError('conflict', 'payments.not-pending', `The payment is ${payment.status} already.`);
  }
  if (payment.status === 'pending') await settleWithOrder(payment, status, run);
  return { status: 200, body: { paymentId, orderId: payment.orderId, status } };
});
