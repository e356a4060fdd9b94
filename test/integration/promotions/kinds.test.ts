import { offer, type Person, signIn } from '../../support/buyer.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;
let buyer: Person;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['staff'], 'staff_1');
  buyer = await signIn(platform, ['customer']);
  await offer(staff, 'POT', { stock: 100, price: 8_000, category: 'ware' });
  await offer(staff, 'CUP', { stock: 100, price: 1_500, category: 'ware' });
  await offer(staff, 'TOY', { stock: 2, price: 900, category: 'toys' });
  const shipping = { tariffs: [{ fee: 1_200, freeFrom: 30_000 }] };
  await staff.send('PUT', '/v1/admin/charges', { tax: { prices: 'inclusive', rates: [] }, shipping });
});

afterAll(() => platform.discard());

const BODY = { name: 'n', validFrom: '2020-01-01T00:00:00Z', validTo: '2099-01-01T00:00:00Z' };

interface Line {
  sku: string;
  quantity: number;
  net: number;
  gift?: string;
}

interface Priced {
  orderId: string;
  subtotal: number;
  discountTotal: number;
  shipping: number;
  total: number;
  lines: Line[];
  promotions: {
    applied: { promotionId: string; amount: number; shipping?: number }[];
    rejected: { promotionId: string; code: string; lostTo?: string; by?: number }[];
    hints: { promotionId: string; missing: number; unit?: string; text?: string }[];
  };
}

async function staffs<Body>(method: string, path: string, body?: unknown): Promise<Body> {
  const reply = await staff.send(method, path, body);
  expect([[200, 201].includes(reply.status), reply.body]).toEqual([true, reply.body]);
  return reply.body as Body;
}

/** Runs `work` while a promotion is live. */
async function during<T>(more: object, work: (promotionId: string) => Promise<T>): Promise<T> {
  const { promotionId } = await staffs<{ promotionId: string }>('POST', '/v1/admin/promotions', { ...BODY, ...more });
  await staffs('POST', `/v1/admin/promotions/${promotionId}/publish`);
  try {
    return await work(promotionId);
  } finally {
    await staffs('POST', `/v1/admin/promotions/${promotionId}/stop`);
  }
}

const cart = (lines: Record<string, number>) => ({
  channel: 'web',
  lines: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity })),
});

async function quote(lines: Record<string, number>): Promise<Priced> {
  const reply = await buyer.send('POST', '/v1/quotes', cart(lines));
  expect([reply.status, reply.body]).toEqual([200, reply.body]);
  return reply.body as Priced;
}

let keys = 0;

async function order(lines: Record<string, number>, expectedTotal: number): Promise<Priced> {
  keys += 1;
  const payment = { provider: 'sandbox', token: 'approve' };
  const body = { ...cart(lines), payment, expectedTotal };
  const reply = await buyer.send('POST', '/v1/orders', body, { 'idempotency-key': `kinds-${keys}` });
  expect([reply.status, reply.body]).toEqual([201, reply.body]);
  return reply.body as Priced;
}

interface Level {
  locationId: string;
  onHand: number;
  reserved: number;
}

const stockOf = async (sku: string) =>
  (await staffs<{ locations: Level[] }>('GET', `/v1/admin/stock/${sku}`)).locations[0];

test('given a gift, when a cart earns it, then it is a held line of the order for nothing, as long as there are any', async () => {
  const gift = { kind: 'gift', effect: { spend: 8_000, gifts: [{ sku: 'TOY', quantity: 2 }] } };
  await during(gift, async (promotionId) => {
    expect((await quote({ CUP: 1 })).promotions.hints).toMatchObject([{ promotionId, missing: 6_500, unit: 'minor' }]);
    const quoted = await quote({ POT: 1 });
    expect(quoted).toMatchObject({ subtotal: 9_800, discountTotal: 1_800, shipping: 1_200, total: 9_200 });
    const placed = await order({ POT: 1 }, quoted.total);
    expect(placed.lines[1]).toMatchObject({ sku: 'TOY', quantity: 2, net: 0, gift: promotionId });
    expect(await stockOf('TOY')).toMatchObject({ reserved: 2 });
    const after = await quote({ POT: 1 });
    expect(after.lines).toHaveLength(1);
    expect(after.promotions.rejected).toMatchObject([{ promotionId, code: 'promotions.gift-gone' }]);
    const key = { 'idempotency-key': 'kinds-cancel' };
    expect((await buyer.send('POST', `/v1/orders/${placed.orderId}/cancel`, undefined, key)).status).toBe(200);
    expect(await stockOf('TOY')).toMatchObject({ onHand: 2, reserved: 0 });
  });
});

test('given free shipping, when a cart is big enough, then the fee is gone and the saving is told', async () => {
  await during({ kind: 'free-shipping', effect: { spend: 8_000 } }, async (promotionId) => {
    const { shipping, total, discountTotal, promotions } = await quote({ POT: 1 });
    expect([shipping, total, discountTotal]).toEqual([0, 8_000, 0]);
    expect(promotions.applied).toMatchObject([{ promotionId, amount: 0, shipping: 1_200 }]);
    const less = await quote({ CUP: 2 });
    expect([less.shipping, less.promotions.hints[0]?.missing]).toEqual([1_200, 5_000]);
    expect((await order({ POT: 1 }, total)).total).toBe(8_000);
  });
});

test('given two that compete, then the cheaper one for the buyer is given and the other is told what it lost by', async () => {
  const first = { kind: 'percent-off', effect: { percent: 10 }, scope: { skus: ['POT'] } };
  const second = { kind: 'fixed-price', effect: { price: 7_000 }, scope: { skus: ['POT'] } };
  await during(first, (loser) =>
    during(second, async (winner) => {
      const { promotions, total } = await quote({ POT: 1 });
      expect(promotions.applied.map(({ promotionId }) => promotionId)).toEqual([winner]);
      expect(promotions.rejected).toMatchObject([{ promotionId: loser, lostTo: winner, by: 200 }]);
      expect(total).toBe(7_000 + 1_200);
    }),
  );
});

test('given sets, when all of one is in the cart, then it is cheaper, and what is missing is told before', async () => {
  const items = [
    { sku: 'POT', quantity: 1 },
    { sku: 'CUP', quantity: 2 },
  ];
  await during({ kind: 'bundle', effect: { items, price: 10_000 } }, async () => {
    expect((await quote({ POT: 1, CUP: 1 })).promotions.hints).toMatchObject([{ missing: 1, unit: 'items' }]);
    expect(await quote({ POT: 1, CUP: 3 })).toMatchObject({ discountTotal: 1_000, total: 11_500 + 1_200 });
  });
  const buyGet = { buy: { quantity: 2 }, get: { quantity: 1, percent: 100 }, repeat: true };
  await during({ kind: 'buy-x-get-y', effect: buyGet, scope: { skus: ['CUP'] } }, async () => {
    const cups = await quote({ CUP: 7 });
    expect(cups).toMatchObject({ discountTotal: 3_000 });
  });
});

test('given a flash sale, when a buyer wants more than he may have, then the rest is at the normal price', async () => {
  const effect = { price: 1_000, quota: 10, perCustomer: 2 };
  await during({ kind: 'flash-sale', effect, scope: { skus: ['CUP'] } }, async () => {
    const quoted = await quote({ CUP: 3 });
    expect(quoted.discountTotal).toBe(1_000);
    await order({ CUP: 3 }, quoted.total);
    expect((await quote({ CUP: 1 })).discountTotal).toBe(0);
  });
});
