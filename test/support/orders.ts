import type { Person } from './buyer.ts';
import type { TestPlatform, TestReply } from './platform.ts';

/** An order as a test reads it. */
export interface OrderView {
  orderId: string;
  status: string;
  total: number;
  lines: { sku: string; net: number; discounts: { amount: number }[] }[];
  payment: { paymentId: string; status: string };
  expiresAt?: string;
  version: number;
}

/** The order of a reply. */
export const orderIn = (reply: TestReply) => reply.body as OrderView;

/** The code of a refusal. */
export const codeIn = (reply: TestReply) => (reply.body as { code?: string }).code;

/** The body of an order of some lines, paid with a sandbox token. */
export function orderBody(lines: Record<string, number>, token = 'approve', more: object = {}) {
  return {
    channel: 'web',
    lines: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity })),
    payment: { provider: 'sandbox', token },
    ...more,
  };
}

/** Places an order under a key. */
export function place(buyer: Person, key: string, body: object): Promise<TestReply> {
  return buyer.send('POST', '/v1/orders', body, { 'idempotency-key': key });
}

interface Level {
  locationId: string;
  onHand: number;
  reserved: number;
  available: number;
}

/** The stock of a SKU at `main`. */
export async function stockAtMain(staff: Person, sku: string) {
  const { body } = await staff.send('GET', `/v1/admin/stock/${sku}`);
  const { locations } = body as { locations: Level[] };
  return (
    locations.find(({ locationId }) => locationId === 'main') ?? {
      locationId: 'main',
      onHand: 0,
      reserved: 0,
      available: 0,
    }
  );
}

/** How many requests a function has sent to DynamoDB since the platform started. */
export function dynamodbCallsOf(platform: TestPlatform, functionName: string): number {
  const calls = [...platform.core.endpoint.calls].filter(([key]) => key.startsWith(`${functionName} DynamoDB_`));
  return calls.reduce((sum, [, count]) => sum + count, 0);
}
