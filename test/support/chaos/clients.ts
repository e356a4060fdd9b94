import { sendJson, type TestReply } from '../platform.ts';

/** What the clients share: where the platform is at the moment, and what they were told. */
export interface Shop {
  url(): string | undefined;
  /** The order ids that were answered 201, by key. */
  answered: Map<string, string>;
  /** Orders whose cancellation was answered with 200. */
  cancelled: Set<string>;
  /** Keys that got two answers that differ. */
  contradicted: string[];
  /** How often a request found nobody, or a broken connection. */
  unreachable: number;
  /** Refusals that asked for another try, by code. */
  refusals: Map<string, number>;
  /** The header of each customer who is signed in. */
  sessions: Map<string, string>;
}

/** One order to be placed under one key, however often it takes, and cancelled afterwards where its buyer thinks again. */
export interface Errand {
  key: string;
  customerId: string;
  body: object;
  thinksAgain: boolean;
}

type Wanted = { path: string; key: string; customerId: string; body: object };

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

// At 100 ms a try: ten minutes, more than any run needs; a client that is never answered must end the run.
const PATIENCE = 6_000;
// What a refusal of a cancellation may be when the order is neither lost nor stuck: its charge is still in doubt.
const FINAL = new Set(['orders.not-cancellable']);

/** The header of a customer, who signs in anew where his session has ended: a long run outlives every token. */
async function authorizationOf({ sessions }: Shop, url: string, customerId: string): Promise<string> {
  const known = sessions.get(customerId);
  if (known) return known;
  const { body } = await sendJson(`${url}/v1/sessions/dev`, 'POST', { customerId });
  const authorization = `Bearer ${(body as { accessToken: string }).accessToken}`;
  sessions.set(customerId, authorization);
  return authorization;
}

async function post(shop: Shop, url: string, { path, key, customerId, body }: Wanted): Promise<TestReply> {
  const authorization = await authorizationOf(shop, url, customerId);
  const reply = await sendJson(`${url}${path}`, 'POST', body, { authorization, 'idempotency-key': key });
  if (reply.status === 401) shop.sessions.delete(customerId);
  return reply;
}

async function attempt(shop: Shop, wanted: Wanted): Promise<TestReply | undefined> {
  const url = shop.url();
  if (!url) return undefined;
  // A broken connection is what the clients are here for: they try again.
  return post(shop, url, wanted).catch(() => undefined);
}

const TO_BE_TRIED_AGAIN = new Set([401, 409]);

const codeOf = ({ status, body }: TestReply): string => String((body as { code?: string }).code ?? status);

function isFinal(reply: TestReply): boolean {
  return reply.status < 300 || FINAL.has(codeOf(reply));
}

function noteRefusal(shop: Shop, reply: TestReply | undefined): void {
  if (!reply) shop.unreachable += 1;
  else shop.refusals.set(codeOf(reply), (shop.refusals.get(codeOf(reply)) ?? 0) + 1);
}

/** Sends a request until it has its final answer. Throws when it is refused for good or never answered. */
async function insist(shop: Shop, wanted: Wanted): Promise<TestReply> {
  for (let tries = 0; tries < PATIENCE; tries += 1) {
    const reply = await attempt(shop, wanted);
    if (reply && isFinal(reply)) return reply;
    if (reply && reply.status < 500 && !TO_BE_TRIED_AGAIN.has(reply.status))
      throw new Error(`${wanted.key} was refused: ${JSON.stringify(reply.body)}`);
    noteRefusal(shop, reply);
    await pause(100);
  }
  throw new Error(`${wanted.key} was never answered`);
}

function note(shop: Shop, key: string, orderId: string): void {
  const known = shop.answered.get(key);
  if (known !== undefined && known !== orderId) shop.contradicted.push(key);
  shop.answered.set(key, orderId);
}

/** Places an order, and cancels it where its buyer thinks again. */
export async function runErrand(shop: Shop, { key, customerId, body, thinksAgain }: Errand): Promise<void> {
  const placed = await insist(shop, { path: '/v1/orders', key, customerId, body });
  const { orderId } = placed.body as { orderId: string };
  note(shop, key, orderId);
  if (!thinksAgain) return;
  const path = `/v1/orders/${orderId}/cancel`;
  const reply = await insist(shop, { path, key: `${key}-cancel`, customerId, body: {} });
  if (reply.status === 200) shop.cancelled.add(orderId);
}
