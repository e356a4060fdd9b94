import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { postpone } from './domain/payment.ts';
import { finishRefund } from './refund.ts';
import { finishCharge } from './settle.ts';
import { type DoubtKey, findPayment, findRefund, putPayment, putRefund } from './store.ts';

/** Asks the provider about a payment or refund in doubt, and writes its answer down. Throws `payments.provider-silent`. */
export async function finishDoubt({ paymentId, refundId }: DoubtKey, run: Run): Promise<void> {
  if (refundId) return finishRefund(paymentId, refundId, run);
  const payment = await findPayment(paymentId);
  if (payment?.status === 'charging') await finishCharge(payment, run);
}

/** Puts the next question about what is in doubt off. Rights: GetItem, PutItem. */
export async function askLater({ paymentId, refundId }: DoubtKey, run: Run): Promise<void> {
  if (refundId) {
    const refund = await findRefund(paymentId, refundId);
    if (refund?.status === 'asked') await commit([putRefund(postpone(refund, run.now))]);
    return;
  }
  const payment = await findPayment(paymentId);
  if (payment?.status === 'charging') await commit([putPayment(postpone(payment, run.now))]);
}
