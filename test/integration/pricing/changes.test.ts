import { offer, type Person, signIn } from '../../support/buyer.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';
import { type Change, decide, plan, priceOf, quoted, type Refusal } from '../../support/prices.ts';

let platform: TestPlatform;
let staff: Person;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['staff'], 'staff_1');
  const store = { kind: 'store', name: 'S', region: 'Shanghai', capabilities: ['pickup'] };
  await staff.send('PUT', '/v1/admin/locations/store-1', store);
});

afterAll(() => platform.discard());

const PRICE = 1_000;
const FAR = '2090-01-01T00:00:00.000Z';

describe('given no guards', () => {
  test('when a price is set in the list of a channel, then it holds there at once, in pages, lists and quotes alike', async () => {
    await offer(staff, 'LIST-1', { price: PRICE });
    const list = { name: 'Live', channel: 'live', validFrom: '2020-01-01T00:00:00Z' };
    expect((await staff.send('PUT', '/v1/admin/price-lists/live', list)).status).toBe(200);
    const { change } = await plan(staff, [{ sku: 'LIST-1', price: 900 }], { listId: 'live' });
    expect(change).toMatchObject({ status: 'applied', scope: { channel: 'live' } });
    expect([await priceOf(platform, 'LIST-1'), await priceOf(platform, 'LIST-1', 'live')]).toEqual([PRICE, 900]);
    expect([await quoted(platform, 'LIST-1'), await quoted(platform, 'LIST-1', { channel: 'live' })]).toEqual([
      PRICE,
      900,
    ]);
    const { body } = await platform.send('GET', '/v1/products?channel=live');
    expect(body).toMatchObject({ items: [{ sku: 'LIST-1', price: { amount: 900 } }] });
  });

  test('when a list is of a store, then its price holds for whoever picks up there', async () => {
    await offer(staff, 'STORE-1', { price: PRICE });
    const list = { name: 'Store', locationId: 'store-1', validFrom: '2020-01-01T00:00:00Z' };
    await staff.send('PUT', '/v1/admin/price-lists/store-1', list);
    await plan(staff, [{ sku: 'STORE-1', price: 800 }], { listId: 'store-1' });
    const delivery = { method: 'pickup', locationId: 'store-1' };
    expect([await quoted(platform, 'STORE-1'), await quoted(platform, 'STORE-1', { delivery })]).toEqual([PRICE, 800]);
  });

  test('when prices are in a list, then whom and when they are for stays, and its name may change', async () => {
    const list = { name: 'Live', channel: 'web', validFrom: '2020-01-01T00:00:00Z' };
    expect(await staff.send('PUT', '/v1/admin/price-lists/live', list)).toMatchObject({
      status: 409,
      body: { code: 'pricing.list-in-use', errors: [{ path: 'channel' }] },
    });
    const renamed = await staff.send('PUT', '/v1/admin/price-lists/live', {
      ...list,
      channel: 'live',
      name: 'Now live',
    });
    expect(renamed.status).toBe(200);
  });

  test('when an order is placed, then it costs what the list says', async () => {
    await offer(staff, 'BUY-1', { price: PRICE, stock: 5 });
    await plan(staff, [{ sku: 'BUY-1', price: 700 }]);
    const buyer = await signIn(platform, ['customer']);
    const lines = [{ sku: 'BUY-1', quantity: 2 }];
    const body = { channel: 'web', lines, payment: { provider: 'sandbox', token: 'approve' } };
    const reply = await buyer.send('POST', '/v1/orders', body, { 'idempotency-key': 'buy-1' });
    expect(reply).toMatchObject({ status: 201, body: { total: 1_400 } });
  });

  test('when a change is taken back, then what held before holds again, and the history tells it all', async () => {
    await offer(staff, 'BACK-1', { price: PRICE });
    const first = await plan(staff, [{ sku: 'BACK-1', price: 900 }]);
    const second = await plan(staff, [{ sku: 'BACK-1', price: 850 }]);
    expect(await priceOf(platform, 'BACK-1')).toBe(850);
    expect((await decide(staff, second.change, 'revert')).change.status).toBe('reverted');
    expect(await priceOf(platform, 'BACK-1')).toBe(900);
    expect((await decide(staff, second.change, 'revert')).status).toBe(200);
    await decide(staff, first.change, 'revert');
    expect(await priceOf(platform, 'BACK-1')).toBe(PRICE);
    const { body } = await staff.send('GET', '/v1/admin/products/BACK-1/prices');
    const { items } = body as { items: { what: string; price: number; previous?: number }[] };
    expect(items.map(({ what, price, previous }) => [what, price, previous])).toEqual([
      ['revert', PRICE, 900],
      ['revert', 900, 850],
      ['change', 850, 900],
      ['change', 900, PRICE],
      ['base', PRICE, undefined],
    ]);
  });

  test('when the base price is set anew, then it holds in the place of an older price for everybody', async () => {
    await offer(staff, 'BASE-1', { price: PRICE });
    await plan(staff, [{ sku: 'BASE-1', price: 900 }]);
    await offer(staff, 'BASE-1', { price: 950 });
    expect(await priceOf(platform, 'BASE-1')).toBe(950);
  });

  test('when the same command comes again, then there is one change', async () => {
    await offer(staff, 'ONCE-1', { price: PRICE });
    const body = { reason: 'once', entries: [{ sku: 'ONCE-1', price: 900 }] };
    const send = () => staff.send('POST', '/v1/admin/price-changes', body, { 'idempotency-key': 'once' });
    const replies = await Promise.all([send(), send(), send()]);
    expect(new Set(replies.map((reply) => (reply.body as Change).changeId)).size).toBe(1);
    const { body: prices } = await staff.send('GET', '/v1/admin/products/ONCE-1/prices');
    expect((prices as { prices: unknown[] }).prices).toHaveLength(1);
  });

  test('when two change the same product at once, then neither loses', async () => {
    await offer(staff, 'RACE-1', { price: PRICE });
    const places = ['a', 'b', 'c', 'd'];
    for (const locationId of places) {
      const list = { name: locationId, locationId, validFrom: '2020-01-01T00:00:00Z' };
      await staff.send('PUT', `/v1/admin/price-lists/at-${locationId}`, list);
    }
    const replies = await Promise.all(
      places.map((place, at) => plan(staff, [{ sku: 'RACE-1', price: 900 + at }], { listId: `at-${place}` })),
    );
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const { body } = await staff.send('GET', '/v1/admin/products/RACE-1/prices');
    expect((body as { prices: unknown[] }).prices).toHaveLength(4);
  });

  test.each<[string, object, number, Refusal]>([
    [
      'of an unknown SKU',
      { entries: [{ sku: 'NOBODY', price: 1 }] },
      404,
      { code: 'catalog.unknown-sku', errors: [{ path: 'entries.0.sku', code: 'catalog.unknown-sku' }] },
    ],
    ['of an unknown list', { listId: 'nowhere' }, 404, { code: 'pricing.unknown-list' }],
    [
      'that names a SKU twice',
      {
        entries: [
          { sku: 'LIST-1', price: 1 },
          { sku: 'LIST-1', price: 2 },
        ],
      },
      400,
      { code: 'pricing.sku-twice', errors: [{ path: 'entries.1.sku', code: 'pricing.sku-twice' }] },
    ],
    ['that ends before it begins', { from: FAR, to: '2089-01-01T00:00:00Z' }, 400, { code: 'pricing.bad-window' }],
    ['that is over', { to: '2020-01-01T00:00:00Z' }, 400, { code: 'pricing.bad-window' }],
  ])('when a change %s is planned, then it is refused', async (_what, more, status, refusal) => {
    expect(await plan(staff, [{ sku: 'LIST-1', price: 1 }], more)).toMatchObject({ status, refusal });
  });
});
