import { rmSync } from 'node:fs';
import { canRedrive, redrive } from '../../../local/redrive.ts';
import { auditAll, linesOf } from '../../../scripts/audit/report.ts';
import { runningShop } from '../../../scripts/audit/sources.ts';
import { signIn } from '../buyer.ts';
import { eventually, freshDataDir, type TestPlatform, testPlatform } from '../platform.ts';
import { astray } from './audit.ts';
import { readBooks } from './books.ts';
import { type Errand, runErrand, type Shop } from './clients.ts';
import { errandsOf, openShop } from './errands.ts';
import { type Killed, killInTurn } from './killings.ts';
import { mortalPlatform } from './mortal.ts';

/** How large a run is. */
export interface ChaosPlan {
  assemblyDir: string;
  orders: number;
  /** SIGKILLs, to engines and platforms in turn; as often all workers are ended besides. */
  kills: number;
  /** Orders in flight at once. */
  lanes: number;
  /** Told of each tenth of the orders. */
  progress?(done: number): void;
}

/** What came of a run. */
export interface ChaosReport {
  orders: number;
  killed: Killed;
  /** Tries that met a dead platform, and those that were refused with the request to try again, by code. */
  unreachable: number;
  refusals: Record<string, number>;
  byStatus: Record<string, number>;
  events: number;
  /** Orders that insights counted. */
  counted: number;
  /** Healthy messages that had met so many deaths that they were parked, and were redriven in the end. */
  redriven: number;
  /** Until all orders were answered, and until everything had come to rest. */
  seconds: { orders: number; all: number };
  /** What is wrong in the end; nothing when all is well. */
  astray: string[];
}

const LOOKS = 60_000;
const RECONCILE_LOOKS = 50;
const IDLE_MS = 600_000;

async function inLanes(lanes: number, errands: Errand[], shop: Shop, progress: (done: number) => void): Promise<void> {
  const waiting = [...errands];
  const lane = async () => {
    for (let errand = waiting.shift(); errand; errand = waiting.shift()) {
      await runErrand(shop, errand);
      if (shop.answered.size % Math.ceil(errands.length / 10) === 0) progress(shop.answered.size);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

const UPKEEP = ['local-payments-reconcile-payments', 'local-orders-finish-stock-work'];

/** Lets what is in doubt be asked about until every client has its answer. */
async function answerAll(platform: TestPlatform, work: Promise<void>): Promise<void> {
  let isDone = false;
  let look = 0;
  const done = work.then(() => {
    isDone = true;
  });
  const upkeep = eventually(() => {
    if (look % RECONCILE_LOOKS === 0) for (const name of UPKEEP) platform.fireSchedule(name);
    look += 1;
    return isDone;
  }, LOOKS);
  await Promise.race([done, upkeep]);
  await done;
}

/** Brings everything to rest: what stayed in doubt is asked about, and what was parked by too many deaths comes back. */
async function settle(platform: TestPlatform): Promise<number> {
  const { core } = platform;
  let redriven = 0;
  // What runs by the clock would wake things while the books are read.
  core.scheduler.stop();
  // Twice: what comes back may leave something in doubt, and what is in doubt may be younger than a second.
  for (let round = 0; round < 2; round += 1) {
    await platform.idle(IDLE_MS);
    const parked = core.queues.all().filter(({ settings: { name } }) => canRedrive(core, name));
    for (const { settings } of parked) redriven += await redrive(core, settings.name);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    for (const name of UPKEEP) platform.fireSchedule(name);
  }
  await platform.idle(IDLE_MS);
  return redriven;
}

async function countedBy(platform: TestPlatform): Promise<number> {
  const staff = await signIn(platform, ['staff']);
  const day = (shift: number) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);
  const { body } = await staff.send('GET', `/v1/admin/insights/daily-sales?from=${day(-1)}&to=${day(1)}`);
  return (body as { items: { orders: number }[] }).items.reduce((sum, { orders }) => sum + orders, 0);
}

/** What `npm run audit` finds, which adds up the whole ledger. */
async function stockDifferences({ url }: TestPlatform): Promise<string[]> {
  const { page } = await runningShop(url, undefined);
  return linesOf(await auditAll(page)).slice(0, -1);
}

const countBy = (values: string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(values, (value) => value)].map(([value, some]) => [value, some.length]));

/** Places orders on a platform whose parts are killed over and over, and audits its books when it has come to rest. */
export async function chaosRun(plan: ChaosPlan): Promise<ChaosReport> {
  const { assemblyDir, orders, kills, lanes } = plan;
  const dataDir = freshDataDir();
  await openShop(assemblyDir, dataDir, orders);
  const from = performance.now();
  const since = () => Math.round((performance.now() - from) / 1000);
  const mortal = mortalPlatform(assemblyDir, dataDir);
  await mortal.start();
  let last: TestPlatform | undefined;
  const url = () => last?.url ?? mortal.url();
  const told = { answered: new Map<string, string>(), cancelled: new Set<string>(), contradicted: [] };
  const shop: Shop = { ...told, url, unreachable: 0, refusals: new Map(), sessions: new Map() };
  try {
    const work = inLanes(lanes, errandsOf(lanes, orders), shop, plan.progress ?? (() => undefined));
    const refused = new Promise<never>((_, reject) => void work.catch(reject));
    const killing = killInTurn(mortal, { kills, total: orders }, () => shop.answered.size);
    const killed = await Promise.race([killing, refused]);
    last = await testPlatform({ assemblyDir, dataDir, retryMs: 1_000 });
    await answerAll(last, work);
    const answeredAfter = since();
    const redriven = await settle(last);
    const books = await readBooks(last);
    return {
      orders: books.orders.length,
      killed,
      unreachable: shop.unreachable,
      refusals: Object.fromEntries(shop.refusals),
      byStatus: countBy(books.orders.map(({ status }) => status)),
      events: books.published.size,
      counted: await countedBy(last),
      redriven,
      seconds: { orders: answeredAfter, all: since() },
      astray: [...astray(books, shop), ...(await stockDifferences(last))],
    };
  } finally {
    await mortal.killPlatform();
    await last?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
