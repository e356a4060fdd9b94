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

const SKU = 'STORM-1';
const PRICE = 10_000_000;

type Placed = { orderId: string; promotions: { applied: { promotionId: string; amount: number }[] } };

async function buyOne(buyer: Person, ledger: Ledger, key: string): Promise<void> {
  const body = {
    channel: 'web',
    lines: [{ sku: SKU, quantity: 1 }],
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
  await offer(staff, SKU, { stock: plan.orders, price: PRICE });
  const ledger = new Ledger();
  let [isOn, changes, left] = [true, 0, plan.orders];
  const editing: Editing = {
    staff,
    ledger,
    sku: SKU,
    isOn: () => isOn,
    turn: pacer(plan.changesPerSecond),
    count: () => {
      changes += 1;
    },
  };
  const started = performance.now();
  const editors = [swap, comeAndGo, comeAndGo, openAndClose].map((edit) => edit(editing));
  const lane = async (_: unknown, index: number) => {
    const buyer = await signIn(platform, ['customer'], `storm_${index}`);
    while (left > 0) {
      left -= 1;
      await buyOne(buyer, ledger, `storm-${left}`);
    }
  };
  await Promise.all(Array.from({ length: plan.inFlight }, lane)).finally(() => {
    isOn = false;
  });
  await Promise.all(editors);
  const seconds = (performance.now() - started) / 1_000;
  const seen = ledger.told.map(({ applied }) => applied.length);
  const promotionsSeen = [0, 1, 2, 3, 4, 5].map((count) => seen.filter((one) => one === count).length);
  return { orders: ledger.told.length, changes, seconds, promotionsSeen, astray: astrayIn(ledger) };
}
