import { isDomainError } from '../../shared/kernel/errors.ts';
import { log } from '../../shared/platform/log.ts';
import { count } from '../../shared/platform/metrics.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { findStored, refundOrder, tellLateMoney, tellRefundFailed } from '../orders/holds.ts';
import { done, fail, MOST_ATTEMPTS, type Refund } from './domain/refund.ts';
import { providerNamed } from './providers.ts';
import { putPayment, putRefund, readAccount } from './store.ts';

/** What a provider's silence is called. */
const isSilence = (error: unknown) => isDomainError(error) && error.kind === 'unavailable';

/** Why the provider does not give the money back, or undefined when it did. Throws its silence while there is patience. */
async function failureOf(refund: Refund): Promise<string | undefined> {
  try {
    // The provider never heard of what costs nothing.
    if (refund.amount > 0) await providerNamed(refund.provider).refund(refund);
    return undefined;
  } catch (error) {
    if (!isDomainError(error)) throw error;
    if (isSilence(error) && (refund.attempts ?? 0) < MOST_ATTEMPTS) throw error;
    return error.code;
  }
}

/** The refund with its payment and order, while it is still to be ended. */
async function open(paymentId: string, refundId: string) {
  const { payment, refunds } = await readAccount(paymentId);
  const refund = refunds.find((one) => one.refundId === refundId);
  if (!payment || refund?.status !== 'asked') return undefined;
  const stored = await findStored(payment.orderId);
  if (!stored) throw new Error(`order ${payment.orderId} of payment ${paymentId} is missing`);
  return { payment, refund, stored };
}

type Opened = NonNullable<Awaited<ReturnType<typeof open>>>;

const orderHears = ({ stored, refund, payment }: Opened, run: Run) =>
  refund.reason === 'late-money'
    ? tellLateMoney(stored, refund, run)
    : refundOrder(stored.order, { ...refund, all: payment.status === 'refunded' }, run);

async function writeDown(opened: Opened, failure: string | undefined, run: Run): Promise<void> {
  const { payment, refund, stored } = opened;
  if (failure !== undefined) {
    log.error('refund failed', { refundId: refund.refundId, failure });
    await commit([putRefund(fail(refund, failure, run.now)), ...tellRefundFailed(stored, { ...refund, failure }, run)]);
    count('RefundFailed');
    return;
  }
  const ended = done(payment, refund, run.now);
  await commit([
    putRefund(ended.refund),
    putPayment(ended.payment),
    ...(await orderHears({ ...opened, payment: ended.payment }, run)),
  ]);
}

/**
 * Asks the provider for one refund that is written down as asked for, and writes down that the money went back, or that it
 * never will. Harmless for one that has ended. Throws unavailable `payments.provider-silent`: then it is asked again by
 * `reconcile-payments`.
 */
export async function finishRefund(paymentId: string, refundId: string, run: Run): Promise<void> {
  const opened = await open(paymentId, refundId);
  if (!opened) return;
  const failure = await failureOf(opened.refund);
  await retryWhenChanged(async () => {
    const now = await open(paymentId, refundId);
    if (now) await writeDown(now, failure, run);
  });
}

/** `finishRefund` for every refund of a payment that is asked for. */
export async function finishRefunds(paymentId: string, run: Run): Promise<void> {
  const { refunds } = await readAccount(paymentId);
  for (const { refundId, status } of refunds) if (status === 'asked') await finishRefund(paymentId, refundId, run);
}
