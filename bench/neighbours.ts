import { once } from 'node:events';
import { join } from 'node:path';
import { localDate } from '../shared/kernel/time.ts';
import { load } from './checkout.ts';
import { type Client, openClient } from './load/client.ts';
import { type Bearer, fillShelf, signIn } from './load/counter.ts';
import { settle } from './load/settle.ts';
import { openShop, type Shop } from './load/shop.ts';
import { median, percentile, round } from './load/statistics.ts';

/** The same work alone and beside its bad neighbour, turn about in one run. */
export interface Beside {
  alone: { p50: number; p95: number; samples: number };
  beside: { p50: number; p95: number; samples: number };
  /** Median of the rounds' quotients: mean beside through mean alone. */
  ratio: number;
}

/** What neighbours do to one another; times are milliseconds. */
export interface NeighbourFigures {
  /** From the sending of a healthy message until it is worked off, without and with poison on its queue. */
  poison: Beside & { share: number };
  /** The checkout's answer, without and with a campaign that writes to so many customers. */
  campaign: Beside & { customers: number };
}

/** How much is measured. */
export interface NeighbourPlan {
  rounds: number;
  orders: number;
  customers: number;
}

const SHARE = 0.01;
const LANES = 8;

type Round = { alone: number[]; beside: number[] };

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const figuresOf = (values: readonly number[]): Beside['alone'] => ({
  p50: round(percentile(values, 0.5)),
  p95: round(percentile(values, 0.95)),
  samples: values.length,
});

const besideOf = (rounds: readonly Round[]): Beside => ({
  alone: figuresOf(rounds.flatMap(({ alone }) => alone)),
  beside: figuresOf(rounds.flatMap(({ beside }) => beside)),
  ratio: round(median(rounds.map(({ alone, beside }) => mean(beside) / mean(alone))), 2),
});

/** Tells the shop's process a word and waits for its answer. */
async function tell<Answer>({ child }: Shop, word: string, count = 0): Promise<Answer> {
  const answered = once(child, 'message');
  child.send({ word, count });
  const [answer] = (await answered) as [Answer];
  return answer;
}

interface Scene {
  shop: Shop;
  client: Client;
  staff: Bearer;
  buyers: Bearer[];
  plan: NeighbourPlan;
}

/** Delays of the messages that so many orders made, with `poison` messages among them. */
async function delaysOf({ shop, client, buyers, plan }: Scene, poison: number): Promise<number[]> {
  await settle(client);
  await tell(shop, 'watch');
  const half = Math.floor(plan.orders / 2);
  await load(client, buyers, half);
  await tell(shop, 'poison', poison);
  await load(client, buyers, plan.orders - half);
  await settle(client);
  return (await tell<{ delays: number[] }>(shop, 'report')).delays;
}

async function poisonRound(scene: Scene): Promise<Round> {
  const alone = await delaysOf(scene, 0);
  return { alone, beside: await delaysOf(scene, Math.ceil(scene.plan.orders * SHARE)) };
}

/** Buys one after the other until `enough` says so; answers the times. */
async function buyUntil({ client, buyers }: Scene, enough: (bought: number) => Promise<boolean>): Promise<number[]> {
  const times: number[] = [];
  while (!(await enough(times.length))) times.push(...(await load(client, buyers.slice(0, 1), 5)));
  return times;
}

const greeting = {
  kind: 'birthday-greeting',
  name: 'Bench',
  couponCode: 'BENCH',
  template: { zh: '{name}', en: '{name}' },
  enabled: true,
  validFrom: '2020-01-01T00:00:00Z',
  validTo: '2090-01-01T00:00:00Z',
};

async function campaignRound(scene: Scene, number: number): Promise<Round> {
  const { shop, client, staff, plan } = scene;
  await settle(client);
  const alone = await buyUntil(scene, async (bought) => bought >= plan.orders / 2);
  await client.send('PUT', `/v1/admin/campaigns/bench-${number}`, greeting, staff);
  await tell(shop, 'campaign');
  const isOver = async () => !(await tell<{ busy: boolean }>(shop, 'busy')).busy;
  const beside = await buyUntil(scene, async (bought) => bought > 0 && (await isOver()));
  await client.send('PUT', `/v1/admin/campaigns/bench-${number}`, { ...greeting, enabled: false }, staff);
  return { alone, beside };
}

/** Customers who have their birthday today and want to hear of it. */
async function celebrate({ client, plan }: Scene): Promise<void> {
  const birthday = localDate(new Date().toISOString(), 'Asia/Shanghai').slice(5);
  for (let customer = 0; customer < plan.customers; customer += LANES) {
    await Promise.all(
      Array.from({ length: LANES }, async () => {
        const caller = await signIn(client, ['customer']);
        await client.send('PATCH', '/v1/me', { birthday, name: 'Bench' }, caller);
        await client.send('PUT', '/v1/me/consents/marketing', { granted: true }, caller);
      }),
    );
  }
}

const roundsOf = async (count: number, play: (number: number) => Promise<Round>): Promise<Round[]> => {
  const rounds: Round[] = [];
  for (let number = 0; number < count; number += 1) rounds.push(await play(number));
  return rounds;
};

/** Measures a shop of its own beside bad neighbours: poison in a queue, and a campaign that writes to everybody at once. */
export async function measureNeighbours(assemblyDir: string, plan: NeighbourPlan): Promise<NeighbourFigures> {
  const shop = await openShop((dataDir) => [join('bench', 'neighbours', 'shop.ts'), assemblyDir, dataDir]);
  const client = openClient(shop.url, LANES);
  try {
    const staff = await signIn(client, ['admin']);
    await fillShelf(client, staff);
    const buyers = await Promise.all(Array.from({ length: LANES }, () => signIn(client, ['customer'])));
    const scene: Scene = { shop, client, staff, buyers, plan };
    await load(client, buyers, plan.orders);
    const poison = besideOf(await roundsOf(plan.rounds, () => poisonRound(scene)));
    await celebrate(scene);
    const campaign = besideOf(await roundsOf(plan.rounds, (number) => campaignRound(scene, number)));
    return { poison: { ...poison, share: SHARE }, campaign: { ...campaign, customers: plan.customers } };
  } finally {
    client.close();
    await shop.stop();
  }
}
