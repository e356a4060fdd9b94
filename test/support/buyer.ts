import { PUBLIC_TEST_SECRET, signPush } from '../../local/partners/sandbox.ts';
import type { TestPlatform, TestReply } from './platform.ts';

/** Somebody signed in: sends requests with their token. */
export interface Person {
  id: string;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<TestReply>;
}

/** Signs somebody in on the local stage. */
export async function signIn(platform: TestPlatform, roles: string[], customerId?: string): Promise<Person> {
  const { body } = await platform.send('POST', '/v1/sessions/dev', { roles, ...(customerId ? { customerId } : {}) });
  const session = body as { accessToken: string; customerId: string };
  const authorization = `Bearer ${session.accessToken}`;
  return {
    id: session.customerId,
    send: (method, path, sent, headers) => platform.send(method, path, sent, { authorization, ...headers }),
  };
}

/** Puts a product for sale, with stock where asked for. */
export async function offer(staff: Person, sku: string, { stock = 0, price = 1_000, category = 'tea' } = {}) {
  const product = { name: { en: sku }, category, price: { amount: price, currency: 'CNY' }, status: 'active' };
  await staff.send('PUT', `/v1/admin/products/${sku}`, product);
  if (stock === 0) return;
  const receipt = { sku, locationId: 'main', quantity: stock, reference: `receipt-${sku}` };
  await staff.send('POST', '/v1/admin/stock/receipts', receipt);
}

let orders = 0;

/** Buys and pays one of each SKU; answers the order's id. */
export async function buy(buyer: Person, skus: readonly string[]): Promise<string> {
  orders += 1;
  const lines = skus.map((sku) => ({ sku, quantity: 1 }));
  const body = { channel: 'web', lines, payment: { provider: 'sandbox', token: 'approve' } };
  const reply = await buyer.send('POST', '/v1/orders', body, { 'idempotency-key': `buy-${buyer.id}-${orders}` });
  if (reply.status !== 201) throw new Error(`not bought: ${JSON.stringify(reply.body)}`);
  return (reply.body as { orderId: string }).orderId;
}

/** Hands an order to the sandbox partner; answers the tracking number. */
export async function ship(staff: Person, orderId: string, body: object = {}): Promise<string> {
  const reply = await staff.send('POST', `/v1/admin/orders/${orderId}/shipments`, { partner: 'sandbox', ...body });
  if (reply.status !== 201) throw new Error(`not shipped: ${JSON.stringify(reply.body)}`);
  return (reply.body as { trackingNumber: string }).trackingNumber;
}

/** What the sandbox delivery partner tells. */
export interface Push {
  trackingNumber: string;
  status: string;
  at: string;
  eventId: string;
}

/** Headers of the sandbox partner's push of `payload`, signed `ageSeconds` ago. */
export function signed(payload: unknown, ageSeconds = 0): Record<string, string> {
  const sentAt = new Date(Date.now() - ageSeconds * 1_000);
  return { ...signPush(payload, { secret: PUBLIC_TEST_SECRET, messageId: 'msg_test', sentAt }).headers };
}

/** Pushes one delivery event as the sandbox partner does. */
export function push(platform: TestPlatform, event: Push): Promise<TestReply> {
  return platform.send('POST', '/v1/webhooks/deliveries/sandbox', event, signed(event));
}
