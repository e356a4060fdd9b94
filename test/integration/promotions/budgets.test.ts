import { offer, type Person, signIn } from '../../support/buyer.ts';
import { eventually, type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;
let buyer: Person;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['staff'], 'staff_1');
  buyer = await signIn(platform, ['customer']);
  await offer(staff, 'TEA-01', { stock: 2_000 });
});

afterAll(() => platform.discard());

const BODY = {
  name: { zh: '十元', en: 'Ten' },
  kind: 'amount-off',
  effect: { amount: 10 },
  layer: 'coupon',
  validFrom: '2020-01-01T00:00:00Z',
  validTo: '2099-01-01T00:00:00Z',
  scope: {},
};

const codeOf = (reply: { body: unknown }) => (reply.body as { code?: string }).code;

async function change<Body = { promotionId: string }>(method: string, path: string, body?: unknown): Promise<Body> {
  const reply = await staff.send(method, `/v1/admin/promotions${path}`, body);
  expect([[200, 201, 202].includes(reply.status), reply.body]).toEqual([true, reply.body]);
  return reply.body as Body;
}

async function live(more: object): Promise<string> {
  const { promotionId } = await change('POST', '', { ...BODY, ...more });
  await change('POST', `/${promotionId}/publish`);
  return promotionId;
}

interface Budget {
  held: number;
  spent: number;
  left: number;
  uses: { used: number; left?: number };
  alerts: { percent: number }[];
  hourly: { given: number; uses: number }[];
  shards: number;
  isClosed: boolean;
}

const budgetOf = (promotionId: string) => change<Budget>('GET', `/${promotionId}/budget`);

let keys = 0;

function order(couponCodes: string[], token = 'pending', person = buyer) {
  keys += 1;
  const lines = [{ sku: 'TEA-01', quantity: 1 }];
  const body = { channel: 'web', lines, couponCodes, payment: { provider: 'sandbox', token } };
  return person.send('POST', '/v1/orders', body, { 'idempotency-key': `budget-${keys}` });
}

const idOf = ({ body }: { body: unknown }) => (body as { orderId: string }).orderId;

const cancel = (orderId: string) =>
  buyer.send('POST', `/v1/orders/${orderId}/cancel`, undefined, { 'idempotency-key': `cancel-${orderId}` });

async function watched(): Promise<void> {
  platform.fireSchedule('local-promotions-watch-budgets');
  await platform.idle();
}

describe('a budget', () => {
  test('given a grant that became small, when it is watched and a use comes back, then all of it is there for one order', async () => {
    const large = { coupon: { mode: 'single', code: 'SMALLER' }, limits: { budget: 1_000_000 } };
    const promotionId = await live(large);
    const [held] = [await order(['SMALLER'])];
    await change('PUT', `/${promotionId}`, { ...BODY, ...large, limits: { budget: 20 } });
    await change('POST', `/${promotionId}/publish`);
    await watched();
    expect((await cancel(idOf(held))).status).toBe(200);
    await watched();
    expect(await budgetOf(promotionId)).toMatchObject({ held: 0, left: 20 });
    expect([(await order(['SMALLER'])).status, (await order(['SMALLER'])).status]).toEqual([201, 201]);
    expect(codeOf(await order(['SMALLER']))).toBe('promotions.budget-gone');
  });

  test('given orders, when they are placed, paid and cancelled, then it is held, spent and given back', async () => {
    const coupon = { mode: 'single', code: 'BUDGET' };
    const promotionId = await live({ coupon, limits: { budget: 2_000_000, totalUses: 5_000 } });
    expect(await budgetOf(promotionId)).toMatchObject({ held: 0, spent: 0, left: 2_000_000, shards: 16 });
    const [held, dropped] = [await order(['BUDGET']), await order(['BUDGET'])];
    const [paid, returned] = [await order(['BUDGET'], 'approve'), await order(['BUDGET'], 'approve')];
    expect(await budgetOf(promotionId)).toMatchObject({ held: 20, spent: 20, left: 1_999_960, uses: { used: 4 } });
    for (const gone of [dropped, returned]) expect((await cancel(idOf(gone))).status).toBe(200);
    expect(await budgetOf(promotionId)).toMatchObject({ held: 10, spent: 10, left: 1_999_980, uses: { used: 2 } });
    expect([held.status, paid.status]).toEqual([201, 201]);
  });

  test('given alerts and an end at 100 percent, when it is spent, then each is told once and the promotion ends', async () => {
    const coupon = { mode: 'single', code: 'ALERTED' };
    const promotionId = await live({ coupon, limits: { budget: 20, autoStop: true } });
    await order(['ALERTED'], 'approve');
    await watched();
    await watched();
    expect((await budgetOf(promotionId)).alerts.map(({ percent }) => percent)).toEqual([50]);
    await order(['ALERTED'], 'approve');
    await eventually(async () => {
      await watched();
      return (await budgetOf(promotionId)).isClosed;
    });
    const budget = await budgetOf(promotionId);
    expect(budget.alerts.map(({ percent }) => percent)).toEqual([50, 80, 100]);
    expect(budget.hourly.reduce((sum, { given }) => sum + given, 0)).toBe(20);
    const told = platform.core.bus.recent(500).map((event) => JSON.stringify(event));
    const facts = told.filter((fact) => fact.includes('BudgetReached.v1') && fact.includes(promotionId));
    expect(facts).toHaveLength(3);
    expect(await change('GET', `/${promotionId}`)).toMatchObject({ state: 'stopped' });
  });

  test('given a promotion with limits, when it is stopped while carts are being checked out, then no later order has it', async () => {
    const coupon = { mode: 'single', code: 'KILLED' };
    const promotionId = await live({ coupon, limits: { budget: 5_000_000, totalUses: 5_000 } });
    const buying = Array.from({ length: 12 }, () => order(['KILLED']));
    await change('POST', `/${promotionId}/stop`);
    const { uses } = await budgetOf(promotionId);
    const replies = await Promise.all(buying);
    const has = ({ body }: { body: unknown }) =>
      JSON.stringify(body).includes(`"applied":[{"promotionId":"${promotionId}"`);
    expect(replies.filter(has)).toHaveLength(uses.used);
    expect((await budgetOf(promotionId)).uses.used).toBe(uses.used);
    const others = replies.filter((reply) => !has(reply));
    expect(others.every((reply) => reply.status === 201 || codeOf(reply) === 'promotions.stopped')).toBe(true);
  });
});

describe('codes that work once', () => {
  interface Job {
    jobId: string;
    issued: number;
    state: string;
    codes: { code: string; status: string; orderId?: string }[];
    next?: number;
  }

  test('given many, when they are ordered, then exactly so many are there, and each works once, again after a cancel', async () => {
    const promotionId = await live({ coupon: { mode: 'unique' } });
    const { jobId } = await change<Job>('POST', `/${promotionId}/coupons`, { mode: 'unique', count: 2_050 });
    const look = (query = '') => change<Job>('GET', `/${promotionId}/coupons/${jobId}${query}`);
    await eventually(async () => (await look()).state === 'done');
    const codes = new Set<string>();
    for (let from: number | undefined = 0; from !== undefined; ) {
      const page: Job = await look(`?from=${from}`);
      for (const { code } of page.codes) codes.add(code);
      from = page.next;
    }
    expect([codes.size, [...codes].every((code) => /^[2-9A-HJ-NP-Z]{12}$/.test(code))]).toEqual([2_050, true]);
    const [code = ''] = codes;
    const replies = await Promise.all([order([code]), order([code]), order([code])]);
    const [won] = replies.filter(({ status }) => status === 201);
    expect(replies.filter((reply) => codeOf(reply) === 'promotions.coupon-used')).toHaveLength(2);
    const orderId = won ? idOf(won) : '';
    expect((await look('?limit=1')).codes).toEqual([{ code, status: 'used', orderId }]);
    await cancel(orderId);
    expect((await order([code])).status).toBe(201);
  });

  test('given a claimed one, when another customer uses it, then it is unknown to him; its claimer uses it once', async () => {
    const promotionId = await live({ coupon: { mode: 'unique', count: 2 }, limits: { perCustomer: 1 } });
    const claim = (person: Person) => person.send('POST', '/v1/coupons/claim', { promotionId });
    const mine = await claim(buyer);
    expect(mine).toMatchObject({ status: 201, body: { promotionId, validTo: '2099-01-01T00:00:00.000Z' } });
    expect(codeOf(await claim(buyer))).toBe('promotions.claim-limit');
    const [other, third] = [await signIn(platform, ['customer']), await signIn(platform, ['customer'])];
    expect((await claim(other)).status).toBe(201);
    expect(codeOf(await claim(third))).toBe('promotions.none-left');
    const code = codeOf(mine) ?? '';
    const stolen = await order([code], 'pending', other);
    expect(stolen.body).toMatchObject({
      promotions: { applied: [], rejected: [{ code: 'promotions.coupon-unknown' }] },
    });
    const bought = await order([code]);
    expect(bought.body).toMatchObject({ promotions: { applied: [{ promotionId, amount: 10 }] } });
    const wallet = await buyer.send('GET', '/v1/me/coupons');
    expect(wallet.body).toMatchObject({ items: [{ code, status: 'used', orderId: idOf(bought) }] });
  });

  test('given a coupon of one use, when 50 buyers come at once, then one wins, and the orders of the others change nothing', async () => {
    const promotionId = await live({ coupon: { mode: 'single', code: 'FIFTY' }, limits: { totalUses: 1 } });
    const stock = async () => (await staff.send('GET', '/v1/admin/stock/TEA-01')).body;
    const before = JSON.stringify(await stock());
    const replies = await Promise.all(Array.from({ length: 50 }, () => order(['FIFTY'])));
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(replies.filter((reply) => codeOf(reply) === 'promotions.coupon-used')).toHaveLength(49);
    const [winner] = replies.filter(({ status }) => status === 201);
    expect((await budgetOf(promotionId)).uses).toEqual({ used: 1, most: 1, left: 0 });
    await cancel(winner ? idOf(winner) : '');
    await platform.idle();
    expect(JSON.stringify(await stock())).toBe(before);
  });
});
