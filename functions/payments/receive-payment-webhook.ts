/**
 * POST /v1/webhooks/payments/{provider}: a provider tells how a payment ended. Promise: forged or stale notifications
 * change nothing (401); each notification has one effect, whatever the number and order of its arrivals.
 */
import { DomainError, isDomainError } from '../../shared/kernel/errors.ts';
import { shop } from '../../shared/platform/env.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { secret } from '../../shared/platform/secrets.ts';
import { applyOnce } from '../../shared/platform/seen.ts';
import { verifyStandardWebhook } from '../../shared/platform/standard-webhooks.ts';
import { hasEndedUnpaid } from './domain/payment.ts';
import { capture } from './holds.ts';
import { takeLateMoney } from './late-money.ts';
import { type Notice, paymentIn, readNotice, TOKEN_OF } from './notice.ts';
import { receivePaymentWebhook as route } from './routes.ts';
import { chargeAsTold } from './settle.ts';

async function apply(messageId: string, notice: Notice, run: Run): Promise<void> {
  const payment = await paymentIn(notice);
  const first = [applyOnce('payments', 'sandbox-webhook', messageId, run)];
  const token = TOKEN_OF[notice.type];
  if (payment.status === 'pending' || payment.status === 'charging') await chargeAsTold(payment, token, run, first);
  // Money that is said to have come late is believed when the provider's books say so, too.
  const isLate = hasEndedUnpaid(payment.status) && notice.type === 'payment.captured';
  if (isLate && (await capture({ ...payment, token })) === 'captured') await takeLateMoney(payment, run, first);
}

export const handler = httpHandler(route, async ({ params: { provider }, headers, raw }, run) => {
  if (provider !== 'sandbox' || !shop.paymentProviders.includes(provider))
    throw new DomainError('not-found', 'webhooks.unknown-partner', 'No such provider.');
  verifyStandardWebhook({ headers, raw, secrets: await secret('webhook-sandbox') }, run.now);
  const notice = readNotice(raw);
  try {
    await retryWhenChanged(() => apply(headers['webhook-id'] ?? '', notice, run));
  } catch (error) {
    if ((error as Error).name !== 'AlreadyApplied' && !(isDomainError(error) && error.code === 'payments.illegal-step'))
      throw error;
    // Told before, or told too late: the provider need not tell us again.
  }
  return { status: 200, body: { received: true } };
});
