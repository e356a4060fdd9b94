import { createHmac } from 'node:crypto';

/** The key of the Standard Webhooks specification's own examples: known to everybody, so only local stages trust it. */
export const PUBLIC_TEST_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** A push ready to be sent: the exact bytes, and the headers that vouch for them. */
export interface SignedPush {
  body: string;
  headers: { 'webhook-id': string; 'webhook-timestamp': string; 'webhook-signature': string };
}

/** Who sends a push, and when: receivers refuse one whose clock is more than five minutes off. */
export interface Sender {
  /** `whsec_` and base64. */
  secret: string;
  /** Names the message: the same id is the same message again. */
  messageId: string;
  sentAt: Date;
}

/** Signs `payload` as the sandbox payment provider and delivery partner do: Standard Webhooks, version v1. */
export function signPush(payload: unknown, { secret, messageId, sentAt }: Sender): SignedPush {
  const body = JSON.stringify(payload);
  const timestamp = String(Math.floor(sentAt.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${messageId}.${timestamp}.${body}`).digest('base64');
  return {
    body,
    headers: { 'webhook-id': messageId, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` },
  };
}
