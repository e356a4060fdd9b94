import { offer, type Person, push, ship, signIn } from '../../support/buyer.ts';
import { codeIn, orderBody, place } from '../../support/orders.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;
let buyer: Person;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['staff'], 'staff_1');
  buyer = await signIn(platform, ['customer'], 'bound_1');
  const sorts = ['TILL', 'BACK', 'CAP', 'FLASH', 'RUSH', 'FLOOR', 'FREE'];
  await Promise.all(sorts.map((sku) => offer(staff, `B-${sku}`, { stock: 60, category: sku })));
});

afterAll(() => platform.discard());

const BODY = {
  name: { zh: '优惠', en: 'Less' },
  kind: 'amount-off',
  effect: { amount: 100 },
  validFrom: '2020-01-01T00:00:00Z',
  validTo: '2099-01-01T00:00:00Z',
};

async function live(more: object): Promise<string> {
  const { body } = await staff.send('POST', '/v1/admin/promotions', { ...BODY, ...more });
  const { promotionId } = body as { promotionId: string };
  const { status, body: said } = await staff.send('POST', `/v1/admin/promotions/${promotionId}/publish`);
  expect([status, said]).toEqual([200, said]);
  return promotionId;
}

interface Placed {
  orderId: string;
  total: number;
  discountTotal: number;
  lines: { sku: string; quantity: number; net: number; discounts: { amount: number }[] }[];
  promotions: { applied: { promotionId: string; amount: number }[]; rejected: { code: string }[] };
}

let keys = 0;

const order = (person: Person, lines: Record<string, number>, couponCodes: string[] = []) => {
  keys += 1;
  return place(person, `bound-${keys}`, orderBody(lines, 'approve', { couponCodes }));
};

const placed = async (...of: Parameters<typeof order>) => (await order(...of)).body as Placed;

const cancel = (person: Person, orderId: string) =>
  person.send('POST', `/v1/orders/${orderId}/cancel`, undefined, { 'idempotency-key': `off-${orderId}` });

const somebody = (name: string) => signIn(platform, ['customer'], name);

interface Budget {
  spent: number;
  left: number;
  uses: { used: number };
}

const budgetOf = async (promotionId: string) =>
  (await staff.send('GET', `/v1/admin/promotions/${promotionId}/budget`)).body as Budget;

describe('a coupon at a till', () => {
  let sequence = 0;

  /** What a till says of a sale with a coupon; the sale itself always stands. */
  async function sold(code: string, customerId?: string) {
    sequence += 1;
    const sale = {
      sequence,
      soldAt: '2026-11-21T08:00:00.000Z',
      ...(customerId ? { customerId } : {}),
      lines: [{ sku: 'B-TILL', quantity: 1, unitPrice: 900 }],
      coupons: [{ code, amount: 100 }],
      payments: [{ method: 'cash', amount: 900 }],
    };
    const body = { tillId: 'till-1', locationId: 'main', currency: 'CNY', orders: [sale] };
    const reply = await staff.send('POST', '/v1/admin/till/orders', body);
    const { items } = reply.body as { items: { outcome: string; flags?: { reason: string }[] }[] };
    return items.map(({ outcome, flags = [] }) => [outcome, ...flags.map(({ reason }) => reason)])[0];
  }

  test('given an online coupon of its customer, then it is used once, online too, and everything odd is flagged', async () => {
    const promotionId = await live({
      scope: { skus: ['B-TILL'] },
      coupon: { mode: 'unique' },
      limits: { budget: 150 },
    });
    const code = codeIn(await buyer.send('POST', '/v1/coupons/claim', { promotionId })) ?? '';
    expect(await sold(code, 'bound_stranger')).toEqual(['recorded', 'not-the-owner']);
    expect(await sold(code)).toEqual(['recorded', 'not-the-owner']);
    expect(await sold(code.toLowerCase(), buyer.id)).toEqual(['recorded']);
    expect(await budgetOf(promotionId)).toMatchObject({ spent: 100, left: 50, uses: { used: 1 } });
    expect(await sold(code, buyer.id)).toEqual(['recorded', 'used-before']);
    expect(codeIn(await order(buyer, { 'B-TILL': 1 }, [code]))).toBe('promotions.coupon-used');
    const { body } = await buyer.send('GET', '/v1/me/coupons');
    expect((body as { items: object[] }).items).toMatchObject([{ code, status: 'used' }]);
    const second = await somebody('bound_2');
    const other = codeIn(await second.send('POST', '/v1/coupons/claim', { promotionId })) ?? '';
    expect(await sold(other, second.id)).toEqual(['recorded', 'over-limit']);
    expect(await sold('NOBODYS', buyer.id)).toEqual(['recorded', 'unknown']);
    expect(await budgetOf(promotionId)).toMatchObject({ spent: 100, left: 50 });
  });
});

test('given twenty different wrong codes, then codes are refused for that hour, and a cart without them is not', async () => {
  const guesser = await somebody('bound_guesser');
  const cart = (couponCodes: string[]) => ({ channel: 'web', lines: [{ sku: 'B-FREE', quantity: 1 }], couponCodes });
  const quote = (codes: string[], person = guesser) => person.send('POST', '/v1/quotes', cart(codes));
  const wrong = Array.from({ length: 20 }, (_, at) => `WRONG-${at}`);
  for (const _again of [1, 2]) expect((await quote(wrong.slice(0, 19))).status).toBe(200);
  expect((await quote(wrong.slice(19))).status).toBe(200);
  const refused = await quote(['ONE-MORE']);
  expect([refused.status, codeIn(refused)]).toEqual([429, 'promotions.too-many-wrong-codes']);
  expect(codeIn(await order(guesser, { 'B-FREE': 1 }, ['ONE-MORE']))).toBe('promotions.too-many-wrong-codes');
  expect((await quote([])).status).toBe(200);
  expect((await quote(['ONE-MORE'], buyer)).status).toBe(200);
});

test('given a used coupon, when everything comes back, then it is free again, and not before', async () => {
  const promotionId = await live({ scope: { skus: ['B-BACK'] }, coupon: { mode: 'unique' }, limits: { budget: 100 } });
  const code = codeIn(await buyer.send('POST', '/v1/coupons/claim', { promotionId })) ?? '';
  const { orderId } = await placed(buyer, { 'B-BACK': 1, 'B-FREE': 1 }, [code]);
  const trackingNumber = await ship(staff, orderId);
  const at = '2026-11-21T09:00:00.000Z';
  await push(platform, { trackingNumber, status: 'DELIVERED', at, eventId: `${trackingNumber}-D` });
  await platform.idle();
  const comesBack = async (sku: string) => {
    const line = { sku, quantity: 1 };
    const key = { 'idempotency-key': `back-${sku}` };
    const asked = await buyer.send('POST', `/v1/orders/${orderId}/returns`, { lines: [line], reason: 'No' }, key);
    const { returnId } = asked.body as { returnId: string };
    const lines = [{ ...line, condition: 'resaleable' }];
    expect((await staff.send('POST', `/v1/admin/returns/${returnId}/receive`, { lines })).status).toBe(200);
  };
  await comesBack('B-BACK');
  expect(codeIn(await order(buyer, { 'B-BACK': 1 }, [code]))).toBe('promotions.coupon-used');
  await comesBack('B-FREE');
  expect(await budgetOf(promotionId)).toMatchObject({ spent: 0, left: 100, uses: { used: 0 } });
  expect((await placed(buyer, { 'B-BACK': 1 }, [code])).total).toBe(900);
});

test('given the rest of a budget is to be given, then the last order gets what is left and the next one nothing', async () => {
  const limits = { budget: 700, onExhaustion: 'cap' };
  const promotionId = await live({ kind: 'percent-off', effect: { percent: 50 }, scope: { skus: ['B-CAP'] }, limits });
  const orders = [];
  for (const _order of [1, 2, 3]) orders.push(await placed(buyer, { 'B-CAP': 1 }));
  expect(orders.map(({ total }) => total)).toEqual([500, 800, 1_000]);
  expect(orders[1]?.lines[0]).toMatchObject({ net: 800, discounts: [{ promotionId, amount: 200 }] });
  expect(orders[2]?.promotions).toMatchObject({ applied: [], rejected: [{ promotionId }] });
  expect(await budgetOf(promotionId)).toMatchObject({ spent: 700, left: 0 });
  await cancel(buyer, orders[1]?.orderId ?? '');
  expect((await placed(buyer, { 'B-CAP': 2 })).total).toBe(1_800);
});

describe('a flash sale', () => {
  const flash = { kind: 'flash-sale', effect: { price: 100, quota: 3, perCustomer: 2 } };
  const taken = ({ lines }: Placed) =>
    lines.reduce((sum, { net, quantity }) => sum + (quantity * 1_000 - net) / 900, 0);

  test('given its quota and what one person may have, then no more units have its price, and a cancel gives them back', async () => {
    await live({ ...flash, scope: { skus: ['B-FLASH'] } });
    const [second, third] = [await somebody('flash_2'), await somebody('flash_3')];
    const first = await placed(buyer, { 'B-FLASH': 3 });
    const units = [first, await placed(buyer, { 'B-FLASH': 1 }), await placed(second, { 'B-FLASH': 2 })];
    expect(units.map(taken)).toEqual([2, 0, 1]);
    expect(taken(await placed(third, { 'B-FLASH': 1 }))).toBe(0);
    await cancel(buyer, first.orderId);
    expect([taken(await placed(third, { 'B-FLASH': 3 })), taken(await placed(buyer, { 'B-FLASH': 1 }))]).toEqual([
      2, 0,
    ]);
  });

  test('given twelve who come at once, then three units have its price, and whoever is too late is told', async () => {
    await live({ ...flash, scope: { skus: ['B-RUSH'] } });
    const people = await Promise.all(Array.from({ length: 12 }, (_, at) => somebody(`rush_${at}`)));
    const replies = await Promise.all(people.map((person) => order(person, { 'B-RUSH': 1 })));
    const sold = replies.flatMap(({ status, body }) => (status === 201 ? [taken(body as Placed)] : []));
    expect(sold.filter((units) => units === 1)).toHaveLength(3);
    const late = replies.filter(({ status }) => status !== 201);
    expect(late.map(codeIn)).toEqual(late.map(() => 'promotions.budget-gone'));
  });
});

test('given a lowest price and promotions that combine, then no unit of an order costs less, and each discount is on its line', async () => {
  const limits = { minimumPrice: 700 };
  expect((await staff.send('PUT', '/v1/admin/products/B-FLOOR/price-limits', limits)).status).toBe(200);
  const scope = { categories: ['FLOOR', 'FREE'] };
  await live({ kind: 'percent-off', effect: { percent: 20 }, scope });
  await live({ kind: 'threshold-off', effect: { tiers: [{ spend: 1_000, off: 600 }] }, scope });
  await live({ effect: { amount: 150 }, scope, coupon: { mode: 'single', code: 'FLOORED' } });
  const { orderId, total, lines } = await placed(buyer, { 'B-FLOOR': 2, 'B-FREE': 1 }, ['FLOORED']);
  const [floored, free] = lines;
  expect(floored?.net).toBe(1_400);
  expect(free?.net).toBeLessThan(800);
  for (const { quantity, net, discounts } of lines)
    expect(discounts.reduce((sum, { amount }) => sum + amount, 0)).toBe(quantity * 1_000 - net);
  expect(total).toBe(1_400 + (free?.net ?? 0));
  const { body } = await buyer.send('GET', `/v1/orders/${orderId}`);
  expect(body).toMatchObject({ subtotal: 3_000, discountTotal: 3_000 - total, total });
});
