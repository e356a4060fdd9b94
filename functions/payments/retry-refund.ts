/**
 * POST /v1/admin/refunds/{refundId}/retry: asks the provider once more for a refund that failed, under its own id. Promise:
 * one effect at the provider, whatever the number of retries.
 */
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { askAgain, type Refund } from './domain/refund.ts';
import { findFailedRefund } from './failed-refunds.ts';
import { dueAfterDoubt } from './holds.ts';
import { finishRefund } from './refund.ts';
import { retryRefund as route } from './routes.ts';
import { findRefund, putRefund } from './store.ts';

async function ask(refundId: string, run: Run): Promise<Refund> {
  const failed = await findFailedRefund(refundId);
  if (!failed) throw new DomainError('not-found', 'payments.unknown-refund', 'No refund with this id has failed.');
  const asked = askAgain(failed, run.now, dueAfterDoubt(run));
  await commit([putRefund(asked)]);
  return asked;
}

export const handler = httpHandler(route, async ({ params: { refundId } }, run) => {
  const { paymentId, orderId, amount } = await retryWhenChanged(() => ask(refundId, run));
  await finishRefund(paymentId, refundId, run);
  const { status = 'asked' } = (await findRefund(paymentId, refundId)) ?? {};
  return { status: 200, body: { refundId, orderId, amount, status } };
});
