import type { Person } from './buyer.ts';
import type { TestPlatform } from './platform.ts';

/** A change as its reply tells of it. */
export interface Change {
  changeId: string;
  status: string;
  entries: { sku: string; price?: number }[];
  findings: { code: string }[];
}

/** A refusal as its reply tells of it. */
export interface Refusal {
  code: string;
  errors?: { path: string; code: string }[];
}

/** What a request about a change was answered. */
export interface Answer {
  status: number;
  change: Change;
  refusal: Refusal;
}

let keys = 0;

const answerOf = (reply: { status: number; body: unknown }): Answer => ({
  status: reply.status,
  change: reply.body as Change,
  refusal: reply.body as Refusal,
});

/** Plans prices. */
export async function plan(as: Person, entries: { sku: string; price: number }[], more: object = {}): Promise<Answer> {
  keys += 1;
  const body = { reason: 'test', entries, ...more };
  return answerOf(await as.send('POST', '/v1/admin/price-changes', body, { 'idempotency-key': `change-${keys}` }));
}

/** Approves a change, or takes it back. */
export async function decide(as: Person, { changeId }: Change, what: 'approve' | 'revert'): Promise<Answer> {
  return answerOf(await as.send('POST', `/v1/admin/price-changes/${changeId}/${what}`));
}

/** What anybody sees a product cost. */
export async function priceOf(platform: TestPlatform, sku: string, channel = 'web'): Promise<number> {
  const { body } = await platform.send('GET', `/v1/products/${sku}?channel=${channel}`);
  return (body as { price: { amount: number } }).price.amount;
}

/** What one unit costs in a quote. */
export async function quoted(platform: TestPlatform, sku: string, more: object = {}): Promise<number> {
  const body = { channel: 'web', lines: [{ sku, quantity: 1 }], ...more };
  return ((await platform.send('POST', '/v1/quotes', body)).body as { subtotal: number }).subtotal;
}
