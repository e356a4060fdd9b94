import { join } from 'node:path';
import { OrderImported } from '../../../events/orders/order-imported.v1.ts';
import { OrderRefunded } from '../../../events/orders/order-refunded.v1.ts';
import { makePlan } from '../../../scripts/import/plan.ts';
import { readFile } from '../../../scripts/import/read-file.ts';
import { accountFor, expectedSales, isAccounted, isEqual } from '../../../scripts/import/reconcile.ts';
import { type Shop, sendOrders, sendReturns } from '../../../scripts/import/send-plan.ts';
import { settle } from '../../../scripts/import/settle.ts';
import { openShop } from '../../../scripts/import/shop-client.ts';
import { offer, type Person, signIn } from '../../support/buyer.ts';
import { codeIn } from '../../support/orders.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';
import { unusedRightsOf } from '../../support/rights.ts';

let platform: TestPlatform;
let staff: Person;
beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['staff'], 's1');
  await offer(staff, 'gift_0001_20');
  await offer(staff, 'TEA');
});
afterAll(() => platform.discard());

const TEA = { sku: 'TEA', quantity: 3, unitPrice: 200 };
const order = (externalId: string, more: object = {}) => ({
  source: 'till',
  externalId,
  placedAt: '2010-12-01T08:26:00+08:00',
  customerRef: '17850',
  currency: 'CNY',
  lines: [TEA, { sku: 'gift_0001_20', quantity: 1_000_000, unitPrice: 0 }],
  ...more,
});
const back = (externalId: string, orderExternalId: string, more: object = {}) => ({
  source: 'till',
  externalId,
  orderExternalId,
  returnedAt: '2010-12-03T00:00:00Z',
  lines: [{ ...TEA, quantity: 1 }],
  ...more,
});

const importOrder = (body: object, who = staff) => who.send('POST', '/v1/admin/imports/orders', body);
const importReturn = (body: object) => staff.send('POST', '/v1/admin/imports/returns', body);
const idOf = async (externalId: string) => ((await importOrder(order(externalId))).body as { orderId: string }).orderId;
const told = (detailType: string) => platform.core.bus.recent(1_000).filter((event) => event.detailType === detailType);

describe('an imported order', () => {
  test('given it is new, then it is completed, of the marketplace, and the customer’s of its source', async () => {
    const reply = await importOrder(order('1'));
    expect([reply.status, reply.body]).toEqual([201, { orderId: expect.any(String), total: 600 }]);
    const { body } = await staff.send('GET', `/v1/orders/${await idOf('1')}`);
    expect(body).toMatchObject({
      status: 'COMPLETED',
      channel: 'marketplace',
      customerId: 'till:17850',
      placedAt: '2010-12-01T00:26:00.000Z',
      total: 600,
    });
  });

  test('given it comes ten times at once, then one order, ten equal answers and one event', async () => {
    const replies = await Promise.all(Array.from({ length: 10 }, () => importOrder(order('ten'))));
    const statuses = replies.map(({ status }) => status).sort();
    expect([statuses[8], statuses[9]]).toEqual([200, 201]);
    expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    await platform.idle();
    expect(told(OrderImported.detailType).filter(({ detail }) => JSON.stringify(detail).includes('ten'))).toHaveLength(
      1,
    );
  });

  test('given it is there and comes with other lines, then it stays as it was', async () => {
    await importOrder(order('same'));
    const reply = await importOrder(order('same', { lines: [{ sku: 'NEVER-SEEN', quantity: 1, unitPrice: 1 }] }));
    expect([reply.status, reply.body]).toMatchObject([200, { total: 600 }]);
  });

  test('given two sources use the same number, then they are two orders', async () => {
    await importOrder(order('2'));
    expect((await importOrder(order('2', { source: 'other' }))).status).toBe(201);
  });

  test('given SKUs that nobody knows, then 404 names their lines', async () => {
    const lines = [TEA, { sku: 'NOPE', quantity: 1, unitPrice: 1 }, TEA, { sku: 'NONE', quantity: 1, unitPrice: 1 }];
    const reply = await importOrder(order('3', { lines }));
    const code = 'catalog.unknown-sku';
    expect([reply.status, reply.body]).toMatchObject([
      404,
      {
        code,
        errors: [
          { path: 'lines.1.sku', code },
          { path: 'lines.3.sku', code },
        ],
      },
    ]);
  });

  test('given 2,000 lines with long SKUs, then it is taken', async () => {
    const sku = 'S'.repeat(64);
    await offer(staff, sku);
    const lines = Array.from({ length: 2_000 }, () => ({ sku, quantity: 1_000, unitPrice: 100_000 }));
    expect((await importOrder(order('long', { lines }))).status).toBe(201);
  });

  test.each([
    ['no lines', { lines: [] }],
    ['2,001 lines', { lines: Array.from({ length: 2_001 }, () => TEA) }],
    ['a quantity of 0', { lines: [{ ...TEA, quantity: 0 }] }],
    ['a quantity of 1,000,001', { lines: [{ ...TEA, quantity: 1_000_001 }] }],
    ['a negative price', { lines: [{ ...TEA, unitPrice: -1 }] }],
    ['half a unit', { lines: [{ ...TEA, quantity: 1.5 }] }],
    ['another currency', { currency: 'GBP' }],
    ['no day', { placedAt: 'yesterday' }],
    ['an unknown field', { note: 'x' }],
    ['an amount that no longer adds up', { lines: [{ ...TEA, quantity: 1_000_000, unitPrice: 1_000_000_000_000 }] }],
  ])('given %s, then 400', async (_name, more) => {
    expect((await importOrder(order('bad', more))).status).toBe(400);
  });

  test('given a customer asks for it, then 403', async () => {
    expect((await importOrder(order('4'), await signIn(platform, ['customer']))).status).toBe(403);
  });
});

describe('an imported return', () => {
  beforeAll(async () => {
    await importOrder(order('r'));
  });

  test('given it is new, then it is refunded on the order, and sent again it is known', async () => {
    const first = await importReturn(back('C1', 'r'));
    expect([first.status, first.body]).toEqual([201, { returnId: expect.any(String), refundTotal: 200 }]);
    const again = await importReturn(back('C1', 'r'));
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect((await staff.send('GET', `/v1/orders/${await idOf('r')}`)).body).toMatchObject({ refundTotal: 200 });
  });

  test('given more than was bought comes back, then 409 and nothing changes', async () => {
    await importOrder(order('few'));
    const reply = await importReturn(back('C2', 'few', { lines: [{ ...TEA, quantity: 4 }] }));
    expect([reply.status, codeIn(reply)]).toEqual([409, 'orders.return-exceeds-purchase']);
    expect((await importReturn(back('C2', 'few', { lines: [TEA] }))).status).toBe(201);
  });

  test('given many at once of one order, then exactly what was bought comes back', async () => {
    await importOrder(order('race'));
    const replies = await Promise.all(Array.from({ length: 6 }, (_, n) => importReturn(back(`R${n}`, 'race'))));
    const taken = replies.filter(({ status }) => status === 201).length;
    const hindered = replies.filter((reply) => codeIn(reply) === 'orders.changed-meanwhile').length;
    expect(taken + hindered).toBeGreaterThanOrEqual(3);
    for (let n = 0; n < 6; n += 1) expect((await importReturn(back(`R${n}`, 'race'))).status).toBeLessThan(500);
    const { body } = await staff.send('GET', `/v1/orders/${await idOf('race')}`);
    expect(body).toMatchObject({ refundTotal: 600 });
  });

  test('given the same comes ten times at once, then one refund and ten equal answers', async () => {
    await importOrder(order('same-back'));
    const sent = back('C9', 'same-back', { lines: [TEA] });
    const replies = await Promise.all(Array.from({ length: 10 }, () => importReturn(sent)));
    expect(
      replies
        .map(({ status }) => status)
        .sort()
        .slice(-2),
    ).toEqual([200, 201]);
    expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    await platform.idle();
    expect(
      told(OrderRefunded.detailType).filter(({ detail }) => JSON.stringify(detail).includes('"amount":600')),
    ).toHaveLength(2);
  });

  test('given an order that was never imported, then 404', async () => {
    const reply = await importReturn(back('C4', 'never'));
    expect([reply.status, codeIn(reply)]).toEqual([404, 'orders.unknown-order']);
  });
});

describe('an import of a file', () => {
  test('given the extract, then twice over the shop agrees with it to the penny', async () => {
    const client = openShop(platform.url);
    const shop = (await client.send('GET', '/v1/shop')).body as unknown as Shop;
    expect(shop).toEqual({ currency: 'CNY', timeZone: 'Asia/Shanghai' });
    const extract = join(process.cwd(), 'test/fixtures/online-retail/extract.csv.gz');
    const { readings, control } = await readFile(extract, 2, () => undefined);
    // The first days of the year 2010 hold the orders of the tests above.
    const days = { from: '2010-12-04' };
    const plan = makePlan(readings, days);
    const silent = () => ({ step: () => undefined, end: () => undefined });
    const target = { client, shop, source: 'extract', progress: silent };
    for (const _time of ['first', 'again']) {
      await sendOrders(target, plan);
      const sent = await sendReturns(target, plan);
      await platform.idle();
      const balances = await settle(client, expectedSales(control, days, sent), silent);
      expect([isAccounted(accountFor(control, days, plan, sent)), balances.every(isEqual)]).toEqual([true, true]);
      expect(balances.length).toBeGreaterThan(5);
    }
  });
});

test('given all of that, then the import functions hold no right that they never used', () => {
  expect(unusedRightsOf(platform, 'orders').filter((right) => right.includes('-import-'))).toEqual([]);
});
