import { countOrders } from '../../../functions/effects/counting.ts';
import { effectOf } from '../../../functions/effects/domain/effect.ts';
import { folded } from '../../../functions/effects/domain/figures.ts';
import { dayPlace, WHOLE_SHOP } from '../../../functions/effects/domain/place.ts';
import { sumOf } from '../../../functions/effects/domain/tally.ts';
import { buyersOf, daysOf, readOrderEffects } from '../../../functions/effects/store.ts';
import type { Order } from '../../../functions/orders/domain/order.ts';
import { saleOf } from '../../../functions/orders/domain/sale.ts';
import { send } from '../../../shared/platform/dynamodb.ts';
import { PutCommand } from '../../../shared/platform/dynamodb-commands.ts';
import { isChangedMeanwhile } from '../../../shared/platform/retry.ts';
import { Random } from '../../simulation/world/random.ts';
import { anOrder, PLACED_AT } from '../../support/an-order.ts';
import { openContextTable, type StoreTable } from '../../support/store-table.ts';

/** What happens right after the orders were read, once. */
const after: { orders?: () => Promise<void> } = {};

jest.mock('../../../functions/orders/holds.ts', () => {
  const actual = jest.requireActual('../../../functions/orders/holds.ts');
  return {
    ...actual,
    readOrders: async (ids: string[]) => {
      const orders = await actual.readOrders(ids);
      const { orders: meanwhile } = after;
      after.orders = undefined;
      await meanwhile?.();
      return orders;
    },
  };
});

const ORDERS = 120;
const DATE = '2026-11-21';
const ALL_DAYS = { from: '2026-01-01', to: '2026-12-31' };

let table: StoreTable;

beforeAll(async () => {
  table = await openContextTable('effects', 'orders');
}, 120_000);

afterAll(async () => {
  await table.discard();
});

const idOf = (at: number) => `order_${at}`;

/** The states that an order goes through: placed, paid, and for some, sent back in part or cancelled. */
const LIVES: Partial<Order>[][] = [
  [{}, { status: 'PAID' }],
  [{}, { status: 'PAID' }, { status: 'DELIVERED', returned: { TEA: 1 } }],
  [{}, { status: 'PAID' }, { status: 'CANCELLED' }],
  [{}, { status: 'EXPIRED' }],
];

function orderAt(at: number, age: number): Order {
  const life = LIVES[at % LIVES.length] ?? [];
  const state = life[Math.min(age, life.length - 1)] ?? {};
  const discounts = [{ promotionId: 'p', label: '', amount: 100 + at }];
  const line = { sku: 'TEA', quantity: 2, unitPrice: 500, gross: 1_000, discounts, net: 900 - at };
  const isPaid = state.status !== undefined && state.status !== 'EXPIRED';
  const history = isPaid ? [{ status: 'PAID' as const, at: PLACED_AT, actor: 'payment', correlationId: 'c' }] : [];
  return anOrder({
    orderId: idOf(at),
    customerId: `cust_${at % 10}`,
    channel: at % 3 === 0 ? 'live' : 'web',
    lines: [line],
    terms: [{ promotionId: 'p', version: 1, funders: [{ funder: 'brand', percent: 30 }] }],
    promotions: { applied: discounts, rejected: [], hints: [] },
    basis: { lines: [], costs: { TEA: 300 }, arms: [{ promotionId: 'h', heldOut: at % 10 < 3 }] },
    history,
    ...state,
  });
}

async function write(order: Order): Promise<void> {
  const Item = { pk: `ORDER#${order.orderId}`, sk: 'ORDER', order };
  await send(new PutCommand({ TableName: 'local-orders', Item }));
}

/** As the queue does: what met another comes again. */
async function hear(orderIds: string[]): Promise<void> {
  try {
    await countOrders(orderIds);
  } catch (error) {
    if (!isChangedMeanwhile(error)) throw error;
    await hear(orderIds);
  }
}

test('given orders that live on while they are heard late, again, mixed up and by several at once, then each counts as it stands', async () => {
  const random = new Random(7, 'effects');
  const ids = Array.from({ length: ORDERS }, (_, at) => idOf(at));
  /** Every state is told with some of other orders, which go on meanwhile; the last ones tell of what was long known. */
  const live = async (at: number) => {
    for (let age = 0; age < 3; age += 1) {
      await write(orderAt(at, age));
      await hear([...new Set([idOf(at), ...random.shuffled(ids).slice(0, 3)])]);
    }
  };
  const shelf = random.shuffled(ids.map((_, at) => at));
  const lanes = Array.from({ length: 8 }, async () => {
    for (let at = shelf.pop(); at !== undefined; at = shelf.pop()) await live(at);
  });
  await Promise.all(lanes);

  const wanted = sumOf(ids.map((_, at) => effectOf(saleOf(orderAt(at, 2)), DATE)));
  for (const promotionId of ['p', WHOLE_SHOP]) {
    const rows = folded(await daysOf(promotionId, ALL_DAYS));
    expect(rows.map(({ channel }) => channel)).toEqual(['live', 'web']);
    for (const { date, channel, tally } of rows)
      expect(without(tally)).toEqual(wanted[dayPlace({ promotionId, date, channel })]);
  }
  const buyers = await buyersOf('h');
  expect([buyers.length, buyers.filter(({ heldOut }) => heldOut).length]).toEqual([10, 3]);
  const revenue = buyers.reduce((sum, { tally }) => sum + (tally.revenue ?? 0), 0);
  expect(revenue).toBe(ids.reduce((sum, _, at) => sum + (at % 4 === 3 ? 0 : 900 - at), 0));
}, 120_000);

/** Counters that came back to nothing stay there as nothing. */
const without = (tally: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(tally).filter(([, count]) => count !== 0));

test('given everything is told once more, then nothing is written', async () => {
  const writes = () => table.engine.calls.filter((call) => call === 'TransactWriteItems').length;
  const before = writes();
  await hear(Array.from({ length: ORDERS }, (_, at) => idOf(at)));
  expect(writes()).toBe(before);
});

test('given a promotion that everybody gets, then its counters lie in several partitions', async () => {
  const rows = await daysOf('p', ALL_DAYS);
  expect(rows.length).toBeGreaterThan(2);
});

test('given an order that goes on, and is counted by another, while somebody has read it, then it counts as it stands', async () => {
  const order = { ...orderAt(0, 0), orderId: 'late' };
  await write(order);
  after.orders = async () => {
    await write({ ...orderAt(0, 1), orderId: 'late' });
    await countOrders(['late']);
  };
  await hear(['late']);
  const [known] = await readOrderEffects(['late']);
  expect(known?.counted[dayPlace({ promotionId: 'p', date: DATE, channel: 'live' })]).toMatchObject({ orders: 1 });
});
