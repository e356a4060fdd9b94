import { type Client, openClient } from './load/client.ts';
import { type Bearer, buy, fillShelf, signIn } from './load/counter.ts';
import { cpuBetween, processTree } from './load/processes.ts';
import { type PlatformState, settle } from './load/settle.ts';
import { openShop, type Shop } from './load/shop.ts';
import { median, percentile, round } from './load/statistics.ts';

/** One load on the checkout, medians of its repeats. Times are milliseconds. */
export interface CheckoutFigures {
  inFlight: number;
  orders: number;
  repeats: number;
  ordersPerSecond: number;
  p50: number;
  p95: number;
  p99: number;
  /** CPU an order of all processes of the shop, from the first request until every queue is empty. */
  cpuMs: number;
  /** The same by process. */
  cpuByProcess: Record<string, number>;
  /** From the last answer until every queue is empty. */
  drainMs: number;
  /** DynamoDB and EventBridge calls an order. */
  dynamodbCalls: number;
  eventBridgeCalls: number;
  /** Invocations an order by function: below one where batches form. */
  invocations: Record<string, number>;
}

/** How much is measured. */
export interface CheckoutPlan {
  inFlight: readonly number[];
  orders: number;
  warmUp: number;
  repeats: number;
}

type Round = Omit<CheckoutFigures, 'inFlight' | 'orders' | 'repeats'>;

let keys = 0;

/** Buys so many orders with so many in flight; answers the latency of each. */
export async function load(client: Client, buyers: Bearer[], orders: number): Promise<number[]> {
  const times: number[] = [];
  let left = orders;
  const lane = async (buyer: Bearer) => {
    while (left > 0) {
      left -= 1;
      keys += 1;
      const from = performance.now();
      await buy(client, buyer, `bench-${keys}`);
      times.push(performance.now() - from);
    }
  };
  await Promise.all(buyers.map(lane));
  return times;
}

const invocationsBetween = (before: PlatformState, after: PlatformState, orders: number): Record<string, number> => {
  const earlier = new Map(before.functions.map(({ name, invocations }) => [name, invocations]));
  const grown = after.functions.map(({ name, invocations }) => [name, invocations - (earlier.get(name) ?? 0)] as const);
  return Object.fromEntries(grown.filter(([, n]) => n > 0).map(([name, n]) => [name, round(n / orders, 3)]));
};

async function measureRound(shop: Shop, client: Client, buyers: Bearer[], orders: number): Promise<Round> {
  const before = await settle(client);
  const cpuBefore = processTree(shop.pid);
  const from = performance.now();
  const times = await load(client, buyers, orders);
  const seconds = (performance.now() - from) / 1000;
  const after = await settle(client);
  const spent = Object.entries(cpuBetween(cpuBefore, processTree(shop.pid)));
  const perOrder = (count: number) => round(count / orders, 2);
  return {
    ordersPerSecond: round(orders / seconds),
    p50: round(percentile(times, 0.5)),
    p95: round(percentile(times, 0.95)),
    p99: round(percentile(times, 0.99)),
    cpuMs: perOrder(spent.reduce((sum, [, ms]) => sum + ms, 0)),
    cpuByProcess: Object.fromEntries(spent.map(([name, ms]) => [name, perOrder(ms)])),
    drainMs: round(after.ms, 0),
    dynamodbCalls: perOrder(after.state.calls.dynamodb - before.state.calls.dynamodb),
    eventBridgeCalls: perOrder(after.state.calls.events - before.state.calls.events),
    invocations: invocationsBetween(before.state, after.state, orders),
  };
}

/** The middle round by CPU, its other figures replaced by their own medians. */
const middle = (rounds: Round[]): Round => {
  const of = (pick: (round: Round) => number) => median(rounds.map(pick));
  const cpuMs = of((each) => each.cpuMs);
  const { cpuByProcess = {}, invocations = {} } = rounds.find((each) => each.cpuMs === cpuMs) ?? {};
  return {
    ordersPerSecond: of((each) => each.ordersPerSecond),
    p50: of((each) => each.p50),
    p95: of((each) => each.p95),
    p99: of((each) => each.p99),
    cpuMs,
    cpuByProcess,
    drainMs: of((each) => each.drainMs),
    dynamodbCalls: of((each) => each.dynamodbCalls),
    eventBridgeCalls: of((each) => each.eventBridgeCalls),
    invocations,
  };
};

/** Starts a shop of its own and measures the paid two-line order at each load. The client's own CPU is not counted. */
export async function measureCheckout({ inFlight, orders, warmUp, repeats }: CheckoutPlan): Promise<CheckoutFigures[]> {
  const shop = await openShop();
  const client = openClient(shop.url, Math.max(...inFlight));
  try {
    await fillShelf(client, await signIn(client, ['admin']));
    const all = await Promise.all(Array.from({ length: Math.max(...inFlight) }, () => signIn(client, ['customer'])));
    await load(client, all, warmUp);
    const figures: CheckoutFigures[] = [];
    for (const lanes of inFlight) {
      const rounds: Round[] = [];
      for (let repeat = 0; repeat < repeats; repeat += 1) {
        rounds.push(await measureRound(shop, client, all.slice(0, lanes), orders));
      }
      figures.push({ inFlight: lanes, orders, repeats, ...middle(rounds) });
    }
    return figures;
  } finally {
    client.close();
    await shop.stop();
  }
}
