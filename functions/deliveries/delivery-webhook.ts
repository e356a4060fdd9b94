/** POST /v1/webhooks/deliveries/{partner}: verifies, then event, inbox mark and new standing in one commit; repeats change nothing. */
import { DeliveryProgressed } from '../../events/deliveries/delivery-progressed.v1.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import { secret } from '../../shared/platform/secrets.ts';
import { verifyStandardWebhook } from '../../shared/platform/standard-webhooks.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { hear } from './domain/parcel.ts';
import { type ParcelNews, readSandboxPush } from './partner-push.ts';
import { retryWhenMoved } from './retry.ts';
import { deliveryWebhook as route } from './routes.ts';
import { putParcel, readParcel, recordEvent } from './store.ts';

async function record({ trackingNumber, event }: ParcelNews, run: Run): Promise<void> {
  const history = await readParcel(event.partner, trackingNumber);
  const { parcel, progress } = hear(history, event, trackingNumber);
  await commit([
    ...recordEvent({ ...event, trackingNumber, receivedAt: run.now }),
    putParcel(parcel),
    ...progress.map((data) => announce(DeliveryProgressed, { subject: data.deliveryId, data }, run)),
  ]);
}

export const handler = httpHandler(route, async ({ params: { partner }, headers, raw }, run) => {
  if (partner !== 'sandbox') throw new DomainError('not-found', 'webhooks.unknown-partner', 'No such partner.');
  verifyStandardWebhook({ headers, raw, secrets: await secret('webhook-sandbox') }, run.now);
  const news = readSandboxPush(raw);
  try {
    await retryWhenMoved(() => record(news, run));
  } catch (error) {
    if ((error as Error).name !== 'AlreadyHeard') throw error;
  }
  return { status: 200, body: { received: true } };
});
