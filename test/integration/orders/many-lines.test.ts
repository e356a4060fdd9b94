import { offer, type Person, ship, signIn } from '../../support/buyer.ts';
import { codeIn, orderBody, orderIn, place, stockAtMain } from '../../support/orders.ts';
import { eventually, type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;

const skus = Array.from({ length: 200 }, (_, index) => `MANY-${index}`);

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['admin']);
  await Promise.all(skus.map((sku) => offer(staff, sku, { stock: 5 })));
});

afterAll(() => platform.discard());

const oneOfEach = (count: number, token?: string) =>
  orderBody(Object.fromEntries(skus.slice(0, count).map((sku) => [sku, 1])), token);
const levels = (onHand: number, reserved: number) => ({
  locationId: 'main',
  onHand,
  reserved,
  available: onHand - reserved,
});

test('given an order of 45 products, then it is placed, shipped and its stock is gone, each in one commit', async () => {
  const buyer = await signIn(platform, ['customer']);
  const order = orderIn(await place(buyer, 'many', oneOfEach(45)));
  expect(order.status).toBe('PAID');
  expect(await stockAtMain(staff, 'MANY-44')).toMatchObject({ onHand: 5, reserved: 1 });
  await ship(staff, order.orderId);
  expect(await stockAtMain(staff, 'MANY-44')).toMatchObject({ onHand: 4, reserved: 0 });
});

describe('given an order of more products than one commit takes', () => {
  test('when it is placed and shipped, then every product is held, and leaves', async () => {
    const buyer = await signIn(platform, ['customer']);
    const order = orderIn(await place(buyer, 'large', oneOfEach(200)));
    expect(order.status).toBe('PAID');
    expect(await stockAtMain(staff, 'MANY-199')).toEqual(levels(5, 1));
    await ship(staff, order.orderId);
    await eventually(async () => {
      platform.fireSchedule('local-orders-finish-stock-work');
      return (await stockAtMain(staff, 'MANY-199')).reserved === 0;
    });
    expect(await stockAtMain(staff, 'MANY-199')).toEqual(levels(4, 0));
    expect(await stockAtMain(staff, 'MANY-150')).toEqual(levels(4, 0));
  });

  test('when it is shipped in two parts, each more than one commit takes, then every unit leaves once', async () => {
    const buyer = await signIn(platform, ['customer']);
    const before = (await stockAtMain(staff, 'MANY-199')).onHand;
    const { orderId } = orderIn(await place(buyer, 'large-parts', oneOfEach(200)));
    await ship(staff, orderId, { lines: skus.slice(0, 100).map((sku) => ({ sku, quantity: 1 })) });
    expect(orderIn(await buyer.send('GET', `/v1/orders/${orderId}`)).status).toBe('PAID');
    await ship(staff, orderId);
    expect(orderIn(await buyer.send('GET', `/v1/orders/${orderId}`)).status).toBe('SHIPPED');
    await eventually(async () => {
      platform.fireSchedule('local-orders-finish-stock-work');
      await platform.idle();
      return (await stockAtMain(staff, 'MANY-199')).reserved === 0;
    });
    for (const sku of ['MANY-99', 'MANY-100', 'MANY-199'])
      expect(await stockAtMain(staff, sku)).toMatchObject({ onHand: before - 1, reserved: 0 });
  });

  test('when it is cancelled, then every product is free again', async () => {
    const buyer = await signIn(platform, ['customer']);
    const { orderId } = orderIn(await place(buyer, 'large', oneOfEach(200, 'pending')));
    expect(await stockAtMain(staff, 'MANY-180')).toEqual(levels(3, 1));
    await buyer.send('POST', `/v1/orders/${orderId}/cancel`, {}, { 'idempotency-key': 'no' });
    expect(await stockAtMain(staff, 'MANY-180')).toEqual(levels(3, 0));
  });

  test('when one of its products is sold out in the end, then nothing stays held', async () => {
    const buyer = await signIn(platform, ['customer']);
    const { lines, ...rest } = oneOfEach(200);
    const tooMuch = lines.map((line) => (line.sku === 'MANY-199' ? { ...line, quantity: 50 } : line));
    expect(codeIn(await place(buyer, 'sold-out', { ...rest, lines: tooMuch }))).toBe('inventory.sold-out');
    expect(await stockAtMain(staff, 'MANY-100')).toEqual(levels(3, 0));
  });

  test('when ten equal submissions come at once, then there is one order and nothing else stays held', async () => {
    const buyer = await signIn(platform, ['customer']);
    const replies = await Promise.all(Array.from({ length: 10 }, () => place(buyer, 'again', oneOfEach(100))));
    expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await stockAtMain(staff, 'MANY-99')).toMatchObject({ reserved: 1 });
  });
});

test('given 500 lines of few products, then the order is placed; given 501, then it is refused', async () => {
  const buyer = await signIn(platform, ['customer']);
  await staff.send('POST', '/v1/admin/stock/receipts', {
    sku: 'MANY-0',
    locationId: 'main',
    quantity: 1_000,
    reference: 'more',
  });
  const lines = (count: number) => Array.from({ length: count }, () => ({ sku: 'MANY-0', quantity: 1 }));
  expect((await place(buyer, 'l-500', { ...orderBody({}), lines: lines(500) })).status).toBe(201);
  expect(codeIn(await place(buyer, 'l-501', { ...orderBody({}), lines: lines(501) }))).toBe('request.invalid');
});
