import { sendJson, type TestReply } from '../platform.ts';

/** What the clients share: where the platform is at the moment, and what they were told. */
export interface Shop {
  url(): string | undefined;
  /** The order ids that were answered 201, by key. */
  answered: Map<string, string>;
  /** Keys that got two answers that differ. */
  contradicted: string[];
  retries: number;
}

/** One order to be placed under one key, however often it takes. */
export interface Errand {
  key: string;
  authorization: string;
  body: object;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

// At 100 ms a try: ten minutes, more than any run needs; a client that is never answered must end the run.
const PATIENCE = 6_000;

async function attempt(shop: Shop, { key, authorization, body }: Errand): Promise<TestReply | undefined> {
  const url = shop.url();
  if (!url) return undefined;
  // A broken connection is what the clients are here for: they try again.
  return sendJson(`${url}/v1/orders`, 'POST', body, { authorization, 'idempotency-key': key }).catch(() => undefined);
}

function note(shop: Shop, key: string, { body }: TestReply): void {
  const { orderId } = body as { orderId: string };
  const known = shop.answered.get(key);
  if (known !== undefined && known !== orderId) shop.contradicted.push(key);
  shop.answered.set(key, orderId);
}

/** Sends an order until it is answered 201. Throws when it is refused for good or never answered. */
export async function runErrand(shop: Shop, errand: Errand): Promise<void> {
  for (let tries = 0; tries < PATIENCE; tries += 1) {
    const reply = await attempt(shop, errand);
    if (reply?.status === 201) return note(shop, errand.key, reply);
    if (reply && reply.status < 500 && reply.status !== 409)
      throw new Error(`${errand.key} was refused: ${JSON.stringify(reply.body)}`);
    shop.retries += 1;
    await pause(100);
  }
  throw new Error(`${errand.key} was never answered`);
}
