import { offer, type Person, ship, signIn } from '../../support/buyer.ts';
import { codeIn, orderBody, orderIn, place, stockAtMain } from '../../support/orders.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;

const skus = Array.from({ length: 90 }, (_, index) => `MANY-${index}`);

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['admin']);
  for (const sku of skus) await offer(staff, sku, { stock: 5 });
});

afterAll(() => platform.discard());

const oneOfEach = (count: number) => orderBody(Object.fromEntries(skus.slice(0, count).map((sku) => [sku, 1])));

test('given an order of 85 products, then it is placed, shipped and its stock is gone, each in one commit', async () => {
  const buyer = await signIn(platform, ['customer']);
  const order = orderIn(await place(buyer, 'many', oneOfEach(85)));
  expect(order.status).toBe('PAID');
  expect(await stockAtMain(staff, 'MANY-84')).toMatchObject({ onHand: 5, reserved: 1 });
  await ship(staff, order.orderId);
  expect(await stockAtMain(staff, 'MANY-84')).toMatchObject({ onHand: 4, reserved: 0 });
});

test('given an order of more products than one commit takes, then it is refused and holds nothing', async () => {
  const buyer = await signIn(platform, ['customer']);
  const reply = await place(buyer, 'too-many', oneOfEach(90));
  expect([reply.status, codeIn(reply)]).toEqual([400, 'orders.too-many-lines']);
  expect(await stockAtMain(staff, 'MANY-89')).toMatchObject({ onHand: 5, reserved: 0 });
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
