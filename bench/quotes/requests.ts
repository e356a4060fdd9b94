import { type Client, openClient } from '../load/client.ts';
import { fillShelf, publish, SKUS, signIn } from '../load/counter.ts';
import { cpuBetween, processTree } from '../load/processes.ts';
import { settle } from '../load/settle.ts';
import { openShop } from '../load/shop.ts';
import { percentile, round } from '../load/statistics.ts';
import { promotionsOf } from './assortment.ts';

/** `POST /v1/quotes` for two lines under so many running promotions, eight requests in flight. */
export interface QuoteRequestFigures {
  promotions: number;
  requests: number;
  perSecond: number;
  p50: number;
  p99: number;
  /** CPU of all processes of the shop for one quote. */
  cpuMs: number;
}

const inFlight = 8;

const body = { channel: 'web', lines: SKUS.map((sku) => ({ sku, quantity: 2 })) };

const quote = async (client: Client): Promise<number> => {
  const from = performance.now();
  const { status, body: answer } = await client.send('POST', '/v1/quotes', body);
  if (status !== 200) throw new Error(`the quote was answered ${status}: ${JSON.stringify(answer)}`);
  return performance.now() - from;
};

const ask = async (client: Client, requests: number): Promise<number[]> => {
  const times: number[] = [];
  let left = requests;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      times.push(await quote(client));
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return times;
};

/** What staff send for promotions that the shop of the bench does not have yet; its own 10 % counts as one. */
const written = (count: number): object[] =>
  promotionsOf(count - 1).map(({ promotionId: _id, version: _version, ...rest }) => rest);

/** Starts a shop, publishes so many promotions, warms up with as many requests as are measured, and measures. */
export async function measureQuoteRequests(promotions: number, requests: number): Promise<QuoteRequestFigures> {
  const shop = await openShop();
  const client = openClient(shop.url, inFlight);
  try {
    const staff = await signIn(client, ['admin']);
    await fillShelf(client, staff);
    await publish(client, staff, written(promotions));
    await ask(client, requests);
    await settle(client);
    const before = processTree(shop.pid);
    const from = performance.now();
    const times = await ask(client, requests);
    const seconds = (performance.now() - from) / 1000;
    const spent = Object.values(cpuBetween(before, processTree(shop.pid))).reduce((sum, ms) => sum + ms, 0);
    return {
      promotions,
      requests,
      perSecond: round(requests / seconds),
      p50: round(percentile(times, 0.5)),
      p99: round(percentile(times, 0.99)),
      cpuMs: round(spent / requests, 2),
    };
  } finally {
    client.close();
    await shop.stop();
  }
}
