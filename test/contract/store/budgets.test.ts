import { readShards } from '../../../functions/promotions/budget-account.ts';
import { openAccount } from '../../../functions/promotions/budget-open.ts';
import { SHARDS } from '../../../functions/promotions/domain/account.ts';
import type { Definition, Promotion } from '../../../functions/promotions/domain/promotion.ts';
import { BudgetMoved, giveBack, redeem, reseat, spend, type Use } from '../../../functions/promotions/holds.ts';
import { isDomainError } from '../../../shared/kernel/errors.ts';
import { startRun } from '../../../shared/platform/run.ts';
import { commit } from '../../../shared/platform/transaction.ts';
import { inLanes } from '../../support/route-calls.ts';
import { openContextTable, type StoreTable } from '../../support/store-table.ts';

/** `npm run prove:budgets` takes 10,000. */
const HOLDS = Number(process.env.ONESHELF_HOLDS ?? 400);
const BUDGET = 1_000_000;
const LANES = 24;

let table: StoreTable;

beforeAll(async () => {
  table = await openContextTable('promotions');
});

afterAll(() => table.discard());

async function open(promotionId: string, limits: Definition['limits'], more: Partial<Promotion> = {}) {
  const definition = { limits, validFrom: '2026-01-01T00:00:00.000Z', validTo: '2027-01-01T00:00:00.000Z' };
  const promotion = { promotionId, version: 1, revision: 1, createdAt: '', definition, ...more } as Promotion;
  const asked = { promotion, caller: { id: 'staff', roles: [] } };
  const { actions = [] } = await openAccount(asked, startRun('c', 'r'));
  await commit(actions);
}

const useOf = (promotionId: string, amount: number, limits: Definition['limits'] = { budget: BUDGET }): Use => ({
  promotionId,
  amount,
  limits,
  byCoupon: false,
});

/** Takes a use as a checkout does; undefined when the buyer is told that it is gone. */
async function take(use: Use, orderId: string): Promise<Use | undefined> {
  try {
    const [seat = use] = await reseat([use]);
    await commit(redeem([seat], { orderId, customerId: 'c' }));
    return seat;
  } catch (error) {
    if (error instanceof BudgetMoved) return take(use, orderId);
    if (isDomainError(error) && error.code === 'request.busy') return take(use, orderId);
    if (isDomainError(error) && /budget-gone|coupon-used/.test(error.code)) return undefined;
    throw error;
  }
}

async function again(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'request.busy') throw error;
    await again(act);
  }
}

async function sums(promotionId: string) {
  const shards = await readShards(promotionId);
  const sum = (column: 'moneyLeft' | 'moneyHeld' | 'moneySpent' | 'usesLeft') =>
    shards.reduce((all, shard) => all + (shard[column] ?? 0), 0);
  return { left: sum('moneyLeft'), held: sum('moneyHeld'), spent: sum('moneySpent'), uses: sum('usesLeft'), shards };
}

test('given a budget in shards, when holds are taken, paid and given back at once, then it is never passed and nothing of it is lost', async () => {
  await open('many', { budget: BUDGET });
  const mean = Math.ceil((2 * BUDGET) / HOLDS);
  let passed = 0;
  const live = new Map<number, Use>();
  await inLanes([...Array(HOLDS).keys()], LANES, async (order) => {
    const user = { orderId: `order-${order}`, customerId: 'c' };
    const use = await take(useOf('many', 1 + ((order * 7_919) % (2 * mean))), user.orderId);
    if (!use) return;
    const ending = order % 4;
    if (ending > 0) await again(() => commit(spend([use])));
    if (ending < 2) await again(() => commit(giveBack([use], { ...user, isPaid: ending === 1 })));
    else live.set(order, use);
    if (order % 20 === 0) passed = Math.max(passed, ...[await sums('many')].map(({ held, spent }) => held + spent));
  });
  expect(passed).toBeLessThanOrEqual(BUDGET);
  const { left, held, spent, shards } = await sums('many');
  expect(left + held + spent).toBe(BUDGET);
  expect(Math.min(...shards.map(({ moneyLeft = 0 }) => moneyLeft))).toBeGreaterThanOrEqual(0);
  expect([held, spent]).toEqual([0, [...live.values()].reduce((sum, { amount }) => sum + amount, 0)]);
}, 600_000);

test('given shards that are short one by one, when all buy until it is gone, then less than one discount is left in all', async () => {
  const amount = 23_000;
  await open('last', { budget: BUDGET });
  const buyers = Array.from({ length: Math.ceil(BUDGET / amount) + 20 }, (_, buyer) => buyer);
  let given = 0;
  await inLanes(buyers, LANES, async (buyer) => {
    if (await take(useOf('last', amount), `last-${buyer}`)) given += 1;
  });
  expect(given).toBe(Math.floor(BUDGET / amount));
  expect((await sums('last')).left).toBeLessThan(amount);
});

test('given an account, when a version grants more or less, then what is left follows, and what is given stays given', async () => {
  await open('turns', { budget: BUDGET, totalUses: 2_000 });
  const limits = { budget: BUDGET, totalUses: 2_000 };
  const use = await take(useOf('turns', 300_000 / SHARDS, limits), 'turns-1');
  expect(use?.shard).toBeDefined();
  await open('turns', { budget: 2 * BUDGET, totalUses: 2_000 });
  expect(await sums('turns')).toMatchObject({ left: 2 * BUDGET - 18_750, held: 18_750, uses: 1_999 });
  await open('turns', { budget: 10_000, totalUses: 5 });
  expect(await sums('turns')).toMatchObject({ left: -8_750, held: 18_750, uses: 4 });
  expect(await take(useOf('turns', 1, { budget: 10_000, totalUses: 5 }), 'turns-2')).toBeUndefined();
});

test('given an hourly rate, when more is asked than the hours released, then it is not given, and later it is', async () => {
  await open('paced', { budget: BUDGET, hourly: 40_000 });
  const paced = (reserve: number): Use => ({ ...useOf('paced', 30_000), reserve });
  expect(await take(paced(BUDGET - 40_000), 'paced-1')).toBeDefined();
  expect(await take(paced(BUDGET - 40_000), 'paced-2')).toBeUndefined();
  expect(await take(paced(BUDGET - 80_000), 'paced-3')).toBeDefined();
});
