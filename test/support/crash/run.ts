import { rmSync } from 'node:fs';
import { offer, signIn } from '../buyer.ts';
import { eventually, freshDataDir, sendJson, type TestPlatform, testPlatform } from '../platform.ts';
import { astray } from './audit.ts';
import { readBooks } from './books.ts';
import { type Errand, runErrand, type Shop } from './clients.ts';
import { type Mortal, mortalPlatform } from './mortal.ts';

/** How large a run is. */
export interface CrashPlan {
  assemblyDir: string;
  orders: number;
  /** How often the whole process is killed; every second of these its workers were killed shortly before. */
  kills: number;
  /** Orders in flight at once. */
  lanes: number;
}

/** What came of a run. */
export interface CrashReport {
  orders: number;
  kills: number;
  workerCrashes: number;
  /** Requests that had to be sent again. */
  retries: number;
  byStatus: Record<string, number>;
  events: number;
  /** Orders that insights counted. */
  counted: number;
  seconds: number;
  /** What is wrong in the end; nothing when all is well. */
  astray: string[];
}

const SKUS = ['CRASH-1', 'CRASH-2', 'CRASH-3'];
// Most are paid at once; some are refused by the provider, some wait for their buyer.
const TOKENS = ['approve', 'approve', 'approve', 'approve', 'approve', 'approve', 'decline', 'pending'];
const PRICE = 4_999;

const tenOff = {
  name: 'Ten off',
  kind: 'percent-off',
  layer: 'item',
  validFrom: '2020-01-01T00:00:00Z',
  validTo: '2090-01-01T00:00:00Z',
  effect: { percent: 10 },
};

async function openShop(assemblyDir: string, dataDir: string, orders: number): Promise<void> {
  const platform = await testPlatform({ assemblyDir, dataDir });
  const staff = await signIn(platform, ['admin']);
  for (const sku of SKUS) await offer(staff, sku, { stock: orders * 2, price: PRICE });
  const { body } = await staff.send('POST', '/v1/admin/promotions', tenOff);
  await staff.send('POST', `/v1/admin/promotions/${(body as { promotionId: string }).promotionId}/publish`);
  await platform.idle();
  await platform.stop();
}

async function authorizationOf(url: string, customerId: string): Promise<string> {
  const { body } = await sendJson(`${url}/v1/sessions/dev`, 'POST', { customerId });
  return `Bearer ${(body as { accessToken: string }).accessToken}`;
}

function errandsOf(authorization: string[], orders: number): Errand[] {
  return Array.from({ length: orders }, (_, index) => ({
    key: `crash-${index}`,
    authorization: authorization[index % authorization.length] ?? '',
    body: {
      channel: 'web',
      lines: [0, 1].map((line) => ({ sku: SKUS[(index + line) % SKUS.length], quantity: 1 })),
      payment: { provider: 'sandbox', token: TOKENS[index % TOKENS.length] },
    },
  }));
}

async function inLanes(lanes: number, errands: Errand[], shop: Shop): Promise<void> {
  const waiting = [...errands];
  const lane = async () => {
    for (let errand = waiting.shift(); errand; errand = waiting.shift()) await runErrand(shop, errand);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

const LOOKS = 60_000;

/** Kills the process `kills` times while orders come in, and its workers now and then; leaves it dead. */
async function havoc(mortal: Mortal, { orders, kills }: CrashPlan, shop: Shop): Promise<number> {
  let workerCrashes = 0;
  const share = orders / (kills + 1);
  for (let kill = 1; kill <= kills; kill += 1) {
    await eventually(() => shop.answered.size >= share * (kill - 0.5), LOOKS);
    mortal.crashWorkers();
    workerCrashes += 1;
    await eventually(() => shop.answered.size >= share * kill, LOOKS);
    await mortal.kill();
    if (kill < kills) await mortal.start();
  }
  return workerCrashes;
}

/** Lets what is in doubt be asked about until nothing is, and everything else come to rest. */
async function settle(platform: TestPlatform, work: Promise<void>): Promise<void> {
  let isDone = false;
  const done = work.then(() => {
    isDone = true;
  });
  await Promise.race([
    done,
    eventually(() => {
      platform.fireSchedule('local-payments-reconcile-payments');
      return isDone;
    }, LOOKS),
  ]);
  await done;
  await platform.idle(120_000);
}

async function countedBy(platform: TestPlatform): Promise<number> {
  const staff = await signIn(platform, ['staff']);
  const day = (shift: number) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);
  const { body } = await staff.send('GET', `/v1/admin/insights/daily-sales?from=${day(-1)}&to=${day(1)}`);
  return (body as { items: { orders: number }[] }).items.reduce((sum, { orders }) => sum + orders, 0);
}

/** Places orders on a platform that is killed over and over, and audits its books when it has come to rest. */
export async function crashRun(plan: CrashPlan): Promise<CrashReport> {
  const from = performance.now();
  const dataDir = freshDataDir();
  await openShop(plan.assemblyDir, dataDir, plan.orders);
  const mortal = mortalPlatform(plan.assemblyDir, dataDir);
  await mortal.start();
  let last: TestPlatform | undefined;
  const shop: Shop = { url: () => last?.url ?? mortal.url(), answered: new Map(), contradicted: [], retries: 0 };
  try {
    const people = Array.from({ length: plan.lanes }, (_, n) => authorizationOf(mortal.url() ?? '', `crash-${n}`));
    const work = inLanes(plan.lanes, errandsOf(await Promise.all(people), plan.orders), shop);
    const refused = new Promise<never>((_, reject) => void work.catch(reject));
    const workerCrashes = await Promise.race([havoc(mortal, plan, shop), refused]);
    last = await testPlatform({ assemblyDir: plan.assemblyDir, dataDir });
    await settle(last, work);
    const books = await readBooks(last);
    const byStatus: Record<string, number> = {};
    for (const { status } of books.orders) byStatus[status] = (byStatus[status] ?? 0) + 1;
    return {
      orders: books.orders.length,
      kills: plan.kills,
      workerCrashes,
      retries: shop.retries,
      byStatus,
      events: books.published.size,
      counted: await countedBy(last),
      seconds: Math.round((performance.now() - from) / 1000),
      astray: astray(books, shop),
    };
  } finally {
    await mortal.kill();
    await last?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
