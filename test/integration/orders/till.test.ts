import { offer, type Person, signIn } from '../../support/buyer.ts';
import { codeIn, orderBody, place, stockAtMain } from '../../support/orders.ts';
import { eventually, type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;

const many = Array.from({ length: 40 }, (_, index) => `TILL-MANY-${index}`);

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['staff']);
  await offer(staff, 'BOWL', { stock: 10, price: 500 });
  await offer(staff, 'DISH', { stock: 3, price: 500 });
  await Promise.all(many.map((sku) => offer(staff, sku, { stock: 5 })));
});

afterAll(() => platform.discard());

const sale = (sequence: number, quantity = 1, sku = 'BOWL', minute = sequence) => ({
  sequence,
  soldAt: `2026-11-21T08:${String(minute).padStart(2, '0')}:00.000Z`,
  lines: [{ sku, quantity, unitPrice: 500 }],
  payments: [{ method: 'cash', amount: 500 * quantity }],
});

interface Told {
  missing: { from: number; to: number }[];
  items: { sequence: number; orderId?: string; outcome: string; code?: string }[];
}

async function tell(tillId: string, ...orders: object[]): Promise<Told> {
  const body = { tillId, locationId: 'main', currency: 'CNY', orders };
  const reply = await staff.send('POST', '/v1/admin/till/orders', body);
  expect(reply.status).toBe(200);
  return reply.body as Told;
}

const outcomes = ({ items }: Told) => items.map(({ sequence, outcome, code }) => [sequence, code ?? outcome]);

test('given a till that was cut off, when its sales come late, twice and out of order, then each counts once and gaps show', async () => {
  const before = await stockAtMain(staff, 'BOWL');
  const first = await tell('cut-off', sale(5), sale(2), sale(5));
  expect(outcomes(first)).toEqual([
    [5, 'recorded'],
    [2, 'recorded'],
    [5, 'known'],
  ]);
  expect(first.missing).toEqual([{ from: 3, to: 4 }]);
  const [one, two] = await Promise.all([tell('cut-off', sale(4), sale(3)), tell('cut-off', sale(3), sale(4))]);
  expect([...one.items, ...two.items].filter(({ outcome }) => outcome === 'recorded')).toHaveLength(2);
  const { body } = await staff.send('GET', '/v1/admin/tills/cut-off');
  expect(body).toEqual({ tillId: 'cut-off', told: [{ from: 2, to: 5 }], missing: [] });
  expect(await stockAtMain(staff, 'BOWL')).toMatchObject({ onHand: before.onHand - 4, reserved: before.reserved });
  const order = await staff.send('GET', `/v1/orders/${first.items[0]?.orderId}`);
  expect(order.body).toMatchObject({ status: 'COMPLETED', channel: 'store', total: 500, placedAt: sale(5).soldAt });
});

test('given sales that cannot be right, then each is refused by its code and keeps no other back', async () => {
  await tell('odd', sale(1));
  const told = await tell(
    'odd',
    sale(1, 2),
    { ...sale(2), payments: [{ method: 'cash', amount: 1 }] },
    sale(3, 1, 'NONE'),
    sale(4),
  );
  expect(outcomes(told)).toEqual([
    [1, 'orders.till-sequence-reused'],
    [2, 'orders.till-payments-differ'],
    [3, 'catalog.unknown-sku'],
    [4, 'recorded'],
  ]);
  const elsewhere = { tillId: 'odd', locationId: 'nowhere', currency: 'CNY', orders: [sale(5)] };
  expect(codeIn(await staff.send('POST', '/v1/admin/till/orders', elsewhere))).toBe('inventory.unknown-location');
});

test('given goods that were sold meanwhile or were never booked, then the stock never falls below zero, and what is short shows', async () => {
  const buyer = await signIn(platform, ['customer']);
  expect((await place(buyer, 'promised', orderBody({ DISH: 2 }))).status).toBe(201);
  await tell('short', sale(1, 2, 'DISH'));
  expect(await stockAtMain(staff, 'DISH')).toMatchObject({ onHand: 2, reserved: 2, available: 0 });
  await tell('short', sale(2, 4, 'DISH'));
  const now = await stockAtMain(staff, 'DISH');
  expect(now).toMatchObject({ onHand: 2, reserved: 2, available: 0 });
  const refused = await place(buyer, 'none-left', orderBody({ DISH: 1 }));
  expect(codeIn(refused)).toBe('inventory.sold-out');
});

test('given a sale of more products than one commit takes, then its goods leave the books soon after, each once', async () => {
  const lines = many.map((sku) => ({ sku, quantity: 1, unitPrice: 100 }));
  const large = { ...sale(1), lines, payments: [{ method: 'card', amount: 100 * many.length }] };
  expect(outcomes(await tell('large', large, large))).toEqual([
    [1, 'recorded'],
    [1, 'known'],
  ]);
  await eventually(async () => {
    platform.fireSchedule('local-orders-finish-stock-work');
    await platform.idle();
    return (await stockAtMain(staff, 'TILL-MANY-39')).onHand === 4;
  });
  for (const sku of ['TILL-MANY-0', 'TILL-MANY-20']) expect(await stockAtMain(staff, sku)).toMatchObject({ onHand: 4 });
});

test('given a set sold at a till, then its parts leave the shelf, and come back with it', async () => {
  const set = { name: { en: 'Set' }, category: 'tea', price: { amount: 500, currency: 'CNY' }, status: 'active' };
  await offer(staff, 'SAUCER', { stock: 3 });
  const bundle = [
    { sku: 'BOWL', quantity: 2 },
    { sku: 'SAUCER', quantity: 1 },
  ];
  await staff.send('PUT', '/v1/admin/products/SET', { ...set, bundle });
  const onHand = async () =>
    (await Promise.all(['BOWL', 'SAUCER'].map((sku) => stockAtMain(staff, sku)))).map((at) => at.onHand);
  const [bowls = 0, dishes = 0] = await onHand();
  const { items } = await tell('sets', sale(1, 1, 'SET'));
  expect(await onHand()).toEqual([bowls - 2, dishes - 1]);
  const lines = [{ sku: 'SET', quantity: 1 }];
  const asked = await staff.send(
    'POST',
    `/v1/orders/${items[0]?.orderId}/returns`,
    { lines, reason: 'Too many' },
    { 'idempotency-key': 'set-back' },
  );
  const { returnId } = asked.body as { returnId: string };
  const back = { lines: lines.map((line) => ({ ...line, condition: 'resaleable' })) };
  const { body } = await staff.send('POST', `/v1/admin/returns/${returnId}/receive`, back);
  expect(body).toMatchObject({ status: 'REFUNDED', refundTotal: 500 });
  expect(await onHand()).toEqual([bowls, dishes]);
});
