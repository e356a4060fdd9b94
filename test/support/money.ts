import { PUBLIC_TEST_SECRET, signPush } from '../../local/partners/sandbox.ts';
import type { TestPlatform, TestReply } from './platform.ts';

/** A payment, then its refunds, as they are stored: marshalled. */
export async function accountOf(platform: TestPlatform, paymentId: string): Promise<Record<string, unknown>[]> {
  const read = (await platform.core.engine.link.call('Query', {
    TableName: 'local-payments',
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: `PAYMENT#${paymentId}` } },
  })) as { Items: Record<string, unknown>[] };
  return read.Items;
}

let messages = 0;

/** The sandbox provider tells, signed, that the buyer paid. */
export function tellCaptured(platform: TestPlatform, paymentId: string, amount: number): Promise<TestReply> {
  messages += 1;
  const notice = { type: 'payment.captured', data: { paymentId, amount, currency: 'CNY' } };
  const sender = { secret: PUBLIC_TEST_SECRET, messageId: `msg_money_${messages}`, sentAt: new Date() };
  return platform.send('POST', '/v1/webhooks/payments/sandbox', notice, { ...signPush(notice, sender).headers });
}
