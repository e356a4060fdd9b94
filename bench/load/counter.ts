import type { Client } from './client.ts';

/** Somebody signed in: the header that says who. */
export type Bearer = { authorization: string };

/** What every measure sells: two products at one price, with stock that does not end. */
export const SKUS = ['BENCH-1', 'BENCH-2'] as const;

const price = { amount: 4900, currency: 'CNY' };

/** Signs somebody in; the local stage has sessions for that. */
export async function signIn(client: Client, roles: string[]): Promise<Bearer> {
  const { body } = await client.send('POST', '/v1/sessions/dev', { roles });
  return { authorization: `Bearer ${(body as { accessToken: string }).accessToken}` };
}

const must = async (client: Client, call: [string, string, unknown], as: Bearer): Promise<unknown> => {
  const { status, body } = await client.send(...call, as);
  if (status >= 300) throw new Error(`${call[0]} ${call[1]} answered ${status}: ${JSON.stringify(body)}`);
  return body;
};

/** Publishes promotions; answers when all are live. */
export async function publish(client: Client, staff: Bearer, promotions: readonly object[]): Promise<void> {
  for (const promotion of promotions) {
    const { promotionId } = (await must(client, ['POST', '/v1/admin/promotions', promotion], staff)) as {
      promotionId: string;
    };
    await must(client, ['POST', `/v1/admin/promotions/${promotionId}/publish`, undefined], staff);
  }
}

/** 10 % off everything of the category `bench`. */
export const tenPercentOff = {
  name: 'ten',
  kind: 'percent-off',
  layer: 'item',
  validFrom: '2020-01-01T00:00:00Z',
  validTo: '2040-01-01T00:00:00Z',
  scope: { categories: ['bench'] },
  effect: { percent: 10 },
};

/** Puts both products for sale with stock, and one promotion of 10 %. */
export async function fillShelf(client: Client, staff: Bearer): Promise<void> {
  for (const sku of SKUS) {
    const product = { name: { en: sku }, category: 'bench', price, status: 'active' };
    await must(client, ['PUT', `/v1/admin/products/${sku}`, product], staff);
    const receipt = { sku, locationId: 'main', quantity: 1_000_000, reference: `receipt-${sku}` };
    await must(client, ['POST', '/v1/admin/stock/receipts', receipt], staff);
  }
  await publish(client, staff, [tenPercentOff]);
}

const twoLines = {
  channel: 'web',
  lines: [
    { sku: SKUS[0], quantity: 1 },
    { sku: SKUS[1], quantity: 2 },
  ],
  payment: { provider: 'sandbox', token: 'approve' },
};

/** Buys two lines, paid at once through the sandbox; throws unless the answer is a paid order at the discounted price. */
export async function buy(client: Client, buyer: Bearer, key: string): Promise<void> {
  const { status, body } = await client.send('POST', '/v1/orders', twoLines, { ...buyer, 'idempotency-key': key });
  const order = body as { status?: string; total?: number } | undefined;
  if (status !== 201 || order?.status !== 'PAID' || order.total !== 13_230)
    throw new Error(`the order was answered ${status}: ${JSON.stringify(body)}`);
}
