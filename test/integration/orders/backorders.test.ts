import { offer, type Person, ship, signIn } from '../../support/buyer.ts';
import { codeIn, orderBody, orderIn, place, stockAtMain } from '../../support/orders.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;
let buyer: Person;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['staff']);
  buyer = await signIn(platform, ['customer']);
});

afterAll(() => platform.discard());

const settings = (sku: string, limit: number) =>
  staff.send('PUT', `/v1/admin/stock/${sku}/settings/main`, { backorder: { limit } });
const cancel = (orderId: string) =>
  buyer.send('POST', `/v1/orders/${orderId}/cancel`, {}, { 'idempotency-key': `cancel-${orderId}` });
const awaitedBy = async (orderId: string) =>
  ((await buyer.send('GET', `/v1/orders/${orderId}`)).body as { awaited?: object[] }).awaited ?? [];

async function receive(sku: string, quantity: number, reference: string): Promise<void> {
  await staff.send('POST', '/v1/admin/stock/receipts', { sku, locationId: 'main', quantity, reference });
  await platform.idle();
}

test('given a SKU of which nothing may be awaited, when it is sold out, then it is sold out', async () => {
  await offer(staff, 'STRICT', { stock: 1 });
  expect(codeIn(await place(buyer, 'strict', orderBody({ STRICT: 2 })))).toBe('inventory.sold-out');
});

describe('given a SKU of which five units may be awaited', () => {
  beforeAll(async () => {
    await offer(staff, 'LATER', { stock: 2 });
    expect((await settings('LATER', 5)).status).toBe(200);
  });

  test('when many buy it at once, then what is there is held, five more are awaited, and then it is sold out', async () => {
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, index) => place(buyer, `later-${index}`, orderBody({ LATER: 1 }, 'pending'))),
    );
    const placed = replies.filter(({ status }) => status === 201).map(orderIn);
    expect(placed).toHaveLength(7);
    expect(await stockAtMain(staff, 'LATER')).toMatchObject({ onHand: 2, reserved: 2, available: 0, awaited: 5 });
    for (const { orderId } of placed) expect((await cancel(orderId)).status).toBe(200);
    await platform.idle();
    expect(await stockAtMain(staff, 'LATER')).toEqual({ locationId: 'main', onHand: 2, reserved: 0, available: 2 });
  });

  test('when goods come in, then the oldest gets them first, in parts too, nobody else takes them, and it ships when there', async () => {
    const first = orderIn(await place(buyer, 'first', orderBody({ LATER: 5 })));
    const second = orderIn(await place(buyer, 'second', orderBody({ LATER: 2 })));
    expect([first.status, second.status]).toEqual(['PAID', 'PAID']);
    expect(await awaitedBy(first.orderId)).toEqual([{ sku: 'LATER', quantity: 3 }]);
    await receive('LATER', 1, 'one');
    expect(await awaitedBy(first.orderId)).toEqual([{ sku: 'LATER', quantity: 2 }]);
    await ship(staff, first.orderId);
    expect(orderIn(await buyer.send('GET', `/v1/orders/${first.orderId}`)).status).toBe('PAID');
    await receive('LATER', 3, 'two');
    expect(await awaitedBy(first.orderId)).toEqual([]);
    expect(await awaitedBy(second.orderId)).toEqual([{ sku: 'LATER', quantity: 1 }]);
    await ship(staff, first.orderId);
    expect(orderIn(await buyer.send('GET', `/v1/orders/${first.orderId}`)).status).toBe('SHIPPED');
    await receive('LATER', 3, 'three');
    expect(await awaitedBy(second.orderId)).toEqual([]);
    await ship(staff, second.orderId);
    expect(await stockAtMain(staff, 'LATER')).toEqual({ locationId: 'main', onHand: 2, reserved: 0, available: 2 });
  });
});

test('given somebody who waits, when units are given back instead of coming in, then they are his', async () => {
  await offer(staff, 'BACK-AGAIN', { stock: 1 });
  await settings('BACK-AGAIN', 2);
  const holder = orderIn(await place(buyer, 'holder', orderBody({ 'BACK-AGAIN': 1 }, 'pending')));
  const waiter = orderIn(await place(buyer, 'waiter', orderBody({ 'BACK-AGAIN': 1 })));
  expect(await awaitedBy(waiter.orderId)).toHaveLength(1);
  await cancel(holder.orderId);
  await platform.idle();
  expect(await awaitedBy(waiter.orderId)).toEqual([]);
  expect(await stockAtMain(staff, 'BACK-AGAIN')).toMatchObject({ onHand: 1, reserved: 1, available: 0 });
});

test('given many who hold and wait, when all cancel at once, then each is cancelled, and nothing is held or awaited any more', async () => {
  await offer(staff, 'ALL-BACK', { stock: 3 });
  await settings('ALL-BACK', 9);
  const placed = await Promise.all(
    Array.from({ length: 12 }, (_, index) => place(buyer, `all-${index}`, orderBody({ 'ALL-BACK': 1 }, 'pending'))),
  );
  const replies = await Promise.all(placed.map((reply) => cancel(orderIn(reply).orderId)));
  expect(replies.map((reply) => codeIn(reply) ?? reply.status)).toEqual(Array.from({ length: 12 }, () => 200));
  await platform.idle();
  expect(await stockAtMain(staff, 'ALL-BACK')).toEqual({ locationId: 'main', onHand: 3, reserved: 0, available: 3 });
});
