/**
 * Every minute: asks the provider about each payment that has been in doubt for too long and writes its answer down.
 * Promise: a crash between asking a provider and recording its answer is healed, with one effect at the provider.
 */
import { isDomainError } from '../../shared/kernel/errors.ts';
import { shift } from '../../shared/kernel/time.ts';
import { shop } from '../../shared/platform/env.ts';
import { log } from '../../shared/platform/log.ts';
import type { Run } from '../../shared/platform/run.ts';
import { scheduleHandler } from '../../shared/platform/schedule.ts';
import { findOrder } from '../orders/holds.ts';
import type { Payment } from './domain/payment.ts';
import { capture } from './holds.ts';
import { finishRefund } from './refund.ts';
import { settleWithOrder } from './settle.ts';
import { findPayment, inDoubtSince } from './store.ts';

const BATCH = 50;

async function finishCharge(payment: Payment, run: Run): Promise<void> {
  const outcome = await capture(payment);
  if (outcome !== 'pending') await settleWithOrder(payment, outcome, run);
}

async function reconcile(paymentId: string, run: Run): Promise<void> {
  const payment = await findPayment(paymentId);
  if (payment?.status === 'charging') await finishCharge(payment, run);
  if (payment?.status === 'refunding') await finishRefund(payment, await findOrder(payment.orderId), run);
}

export const handler = scheduleHandler(async (run) => {
  for (const paymentId of await inDoubtSince(shift(run.now, -1000 * shop.inDoubtSeconds), BATCH)) {
    try {
      await reconcile(paymentId, run);
    } catch (error) {
      // Somebody else settled it first: that is what we wanted. Anything else must not keep the others waiting.
      if (!isDomainError(error)) log.error('payment not reconciled', { error: error as Error, paymentId });
    }
  }
});
