import { offer, type Person, signIn } from '../buyer.ts';
import type { TestPlatform } from '../platform.ts';
import { comeAndGo, type Editing, openAndClose, swap } from './editors.ts';
import { astrayIn, Ledger } from './ledger.ts';

/** How much happens at once. */
export interface StormPlan {
  orders: number;
  inFlight: number;
  /** Publishes and stops a second at most; as many as there can be where it is not said. */
  changesPerSecond?: number;
  /** SKUs, for each of which three change promotions, each in a layer of his own. One where it is not said. */
  skus?: number;
  /** SKUs that nobody buys, for which promotions change all the same. */
  others?: number;
}

/** What a storm showed. */
export interface StormReport {
  orders: number;
  changes: number;
  seconds: number;
  /** Orders of each number of promotions. */
  promotionsSeen: number[];
  astray: string[];
}

const named = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
const EDITORS = [swap, comeAndGo('shop'), openAndClose];
const PRICE = 10_000_000;

interface Shelf {
  ledger: Ledger;
  skus: readonly string[];
}

type Placed = { orderId: string; promotions: { applied: { promotionId: string; amount: number }[] } };

async function buyOne(buyer: Person, { ledger, skus }: Shelf, key: string): Promise<void> {
  const body = {
    channel: 'web',
    lines: skus.map((sku) => ({ sku, quantity: 1 })),
    payment: { provider: 'sandbox', token: 'pending' },
  };
  const from = ledger.now();
  const reply = await buyer.send('POST', '/v1/orders', body, { 'idempotency-key': key });
  const to = ledger.now();
  if (reply.status !== 201) throw new Error(`no order: ${JSON.stringify(reply.body)}`);
  const { orderId, promotions } = reply.body as Placed;
  const { body: order } = await buyer.send('GET', `/v1/orders/${orderId}`);
  const placedAt = Date.parse((order as { placedAt: string }).placedAt);
  ledger.told.push({ orderId, from, to, placedAt, applied: promotions.applied });
}

/** Turns in an even rhythm, or at once. */
function pacer(changesPerSecond: number | undefined): () => Promise<void> {
  const gap = changesPerSecond ? 1_000 / changesPerSecond : 0;
  let next = performance.now();
  return async () => {
    next = Math.max(next + gap, performance.now());
    const wait = next - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
  };
}

/** Publishes and stops promotions all the time while many buy, and says which orders saw something that was never so. */
export async function publishStorm(platform: TestPlatform, plan: StormPlan): Promise<StormReport> {
  const staff = await signIn(platform, ['staff'], 'storm_staff');
  const skus = named('STORM', plan.skus ?? 1);
  const others = named('OTHER', plan.others ?? 0);
  for (const sku of [...skus, ...others]) await offer(staff, sku, { stock: plan.orders, price: PRICE });
  const ledger = new Ledger();
  let [isOn, changes, left] = [true, 0, plan.orders];
  const editing: Omit<Editing, 'sku'> = {
    staff,
    ledger,
    isOn: () => isOn,
    turn: pacer(plan.changesPerSecond),
    count: () => {
      changes += 1;
    },
  };
  const started = performance.now();
  const apart = { ...editing, ledger: new Ledger() };
  const editors = EDITORS.flatMap((edit) => [
    ...skus.map((sku) => edit({ ...editing, sku })),
    ...others.map((sku) => edit({ ...apart, sku })),
  ]);
  const lane = async (_: unknown, index: number) => {
    const buyer = await signIn(platform, ['customer'], `storm_${index}`);
    while (left > 0) {
      left -= 1;
      await buyOne(buyer, { ledger, skus }, `storm-${left}`);
    }
  };
  await Promise.all(Array.from({ length: plan.inFlight }, lane)).finally(() => {
    isOn = false;
  });
  await Promise.all(editors);
  const seconds = (performance.now() - started) / 1_000;
  const seen = ledger.told.map(({ applied }) => applied.length);
  const promotionsSeen = Array.from(
    { length: EDITORS.length * skus.length + 1 },
    (_, count) => seen.filter((one) => one === count).length,
  );
  return { orders: ledger.told.length, changes, seconds, promotionsSeen, astray: astrayIn(ledger) };
}
