import { offer, type Person, signIn } from '../../support/buyer.ts';
import { codeIn, orderBody, orderIn, place, stockAtMain } from '../../support/orders.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;
let buyer: Person;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['staff']);
  buyer = await signIn(platform, ['customer']);
  await offer(staff, 'POT', { stock: 20 });
});

afterAll(() => platform.discard());

const pickup = { delivery: { method: 'pickup', locationId: 'main' } };

/** A paid order that its buyer comes for, and its code. */
async function collectable(key: string) {
  const { orderId } = orderIn(await place(buyer, key, orderBody({ POT: 2 }, 'approve', pickup)));
  const { body } = await buyer.send('GET', `/v1/orders/${orderId}`);
  return { orderId, code: (body as { pickupCode: string }).pickupCode };
}

const handOver = (orderId: string, code: string, who = staff) =>
  who.send('POST', `/v1/admin/orders/${orderId}/pickup`, { code });
const another = (code: string) => String((Number(code) + 1) % 100_000_000).padStart(8, '0');

test('given a paid order to be picked up, then its buyer alone sees a code, another for each order', async () => {
  const [one, two] = [await collectable('one'), await collectable('two')];
  expect(one.code).toMatch(/^\d{8}$/);
  expect(two.code).not.toBe(one.code);
  const { body } = await staff.send('GET', `/v1/orders/${one.orderId}`);
  expect(body).not.toHaveProperty('pickupCode');
  const shipped = orderIn(await place(buyer, 'ships', orderBody({ POT: 1 })));
  expect((await buyer.send('GET', `/v1/orders/${shipped.orderId}`)).body).not.toHaveProperty('pickupCode');
  const unpaid = orderIn(await place(buyer, 'unpaid', orderBody({ POT: 1 }, 'pending', pickup)));
  expect((await buyer.send('GET', `/v1/orders/${unpaid.orderId}`)).body).not.toHaveProperty('pickupCode');
  for (const { orderId } of [shipped, unpaid])
    expect(codeIn(await handOver(orderId, one.code))).toBe('orders.not-collectable');
  expect((await handOver(one.orderId, one.code, buyer)).status).toBe(403);
});

test('given its code, when it is shown at several counters at once, then the goods leave once and the order is COMPLETED', async () => {
  const { orderId, code } = await collectable('handed-over');
  const before = await stockAtMain(staff, 'POT');
  const replies = await Promise.all([1, 2, 3].map(() => handOver(orderId, code)));
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  const after = await stockAtMain(staff, 'POT');
  expect(after).toMatchObject({ onHand: before.onHand - 2, reserved: before.reserved - 2 });
  const { body } = await buyer.send('GET', `/v1/orders/${orderId}/story`);
  const { status, steps } = body as { status: string; steps: { step: string }[] };
  expect([status, ...steps.map(({ step }) => step)]).toEqual([
    'COMPLETED',
    'RESERVED',
    'CHARGING',
    'PAID',
    'SHIPPED',
    'DELIVERED',
    'COMPLETED',
  ]);
  expect((await buyer.send('GET', `/v1/orders/${orderId}`)).body).not.toHaveProperty('pickupCode');
});

test('given wrong codes, then they are counted and locked out, even the right one is then', async () => {
  const { orderId, code } = await collectable('guessed');
  const codes = [];
  for (let guess = 1; guess <= 6; guess += 1) codes.push(codeIn(await handOver(orderId, another(code))));
  expect(codes).toEqual([...Array(5).fill('orders.wrong-pickup-code'), 'orders.pickup-locked']);
  expect(codeIn(await handOver(orderId, code))).toBe('orders.pickup-locked');
  expect(orderIn(await buyer.send('GET', `/v1/orders/${orderId}`)).status).toBe('PAID');
});
