import { offer, type Person, signIn } from '../../support/buyer.ts';
import { codeIn, dynamodbCallsOf, orderBody, place } from '../../support/orders.ts';
import { eventually, type TestPlatform, testPlatform } from '../../support/platform.ts';
import { auditOf, eventsOf, levelOf } from '../../support/stock.ts';

let platform: TestPlatform;
let staff: Person;
let buyer: Person;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['admin']);
  buyer = await signIn(platform, ['customer']);
  for (const [locationId, region, ships] of [
    ['north', 'Beijing', true],
    ['south', 'Guangzhou', true],
    ['shop', 'Guangzhou', false],
  ] as const) {
    const capabilities = ships ? ['ship', 'pickup'] : ['pickup'];
    const body = { kind: 'store', name: locationId, region, capabilities };
    await staff.send('PUT', `/v1/admin/locations/${locationId}`, body);
  }
});

afterAll(() => platform.discard());
afterEach(async () => expect(await auditOf(staff)).toMatchObject({ differences: [], moving: [] }));

const receive = (sku: string, locationId: string, quantity: number) =>
  staff.send('POST', '/v1/admin/stock/receipts', { sku, locationId, quantity, reference: `${sku}-${locationId}` });
const settings = (sku: string, body: object) => staff.send('PUT', `/v1/admin/stock/${sku}/settings/main`, body);
const availableOf = async (sku: string) =>
  ((await platform.send('GET', `/v1/products/${sku}`)).body as { available: number }).available;

let orders = 0;
async function order(lines: Record<string, number>, more: object = {}, token = 'approve') {
  orders += 1;
  return place(buyer, `selling-${orders}`, orderBody(lines, token, more));
}

describe('given pools of channels', () => {
  test('when the live channel has 3 of 5 units and lends none, then the web sells 2 and live sells 3', async () => {
    await offer(staff, 'POOL', { stock: 5 });
    const reply = await settings('POOL', { pools: [{ channel: 'live', units: 3 }] });
    expect(reply.status).toBe(200);
    expect(await levelOf(staff, 'POOL')).toMatchObject({ available: 5, pools: { live: 3 } });
    expect(await availableOf('POOL')).toBe(2);
    expect(codeIn(await order({ POOL: 3 }))).toBe('inventory.sold-out');
    expect((await order({ POOL: 2 })).status).toBe(201);
    expect((await order({ POOL: 3 }, { channel: 'live' })).status).toBe(201);
    expect(await levelOf(staff, 'POOL')).toMatchObject({ onHand: 5, reserved: 5, available: 0, pools: { live: 0 } });
  });

  test('when a pool lends, then the last unit is sold, and what is given back goes back to the pool', async () => {
    await offer(staff, 'LEND', { stock: 4 });
    await settings('LEND', { pools: [{ channel: 'live', units: 3, lendsTo: ['web'], floor: 1 }] });
    expect(codeIn(await order({ LEND: 4 }))).toBe('inventory.sold-out');
    const { body } = await order({ LEND: 3 }, {}, 'pending');
    const { orderId } = body as { orderId: string };
    expect(await levelOf(staff, 'LEND')).toMatchObject({ reserved: 3, available: 1, pools: { live: 1 } });
    await buyer.send('POST', `/v1/orders/${orderId}/cancel`, undefined, { 'idempotency-key': 'lend-cancel' });
    expect(await levelOf(staff, 'LEND')).toMatchObject({ reserved: 0, available: 4, pools: { live: 3 } });
  });

  test('when shares exceed the whole, then they are refused', async () => {
    await offer(staff, 'SHARES', { stock: 1 });
    const pools = [
      { channel: 'live', percent: 60 },
      { channel: 'web', percent: 50 },
    ];
    expect(codeIn(await settings('SHARES', { pools }))).toBe('inventory.pools-exceed');
  });
});

test('given safety stock, then nobody buys it, and what comes in fills it up first', async () => {
  await offer(staff, 'SAFE', { stock: 5 });
  await settings('SAFE', { safety: 6 });
  expect(await levelOf(staff, 'SAFE')).toMatchObject({ onHand: 5, available: 0, safety: 5 });
  expect(codeIn(await order({ SAFE: 1 }))).toBe('inventory.sold-out');
  await receive('SAFE', 'main', 3);
  expect(await levelOf(staff, 'SAFE')).toMatchObject({ onHand: 8, available: 2, safety: 6 });
});

test('given a threshold, when the stock falls below it, then that is told once, and again after it had recovered', async () => {
  await offer(staff, 'LOW', { stock: 6 });
  await settings('LOW', { lowAt: 5 });
  const told = async (times: number) => {
    await eventually(async () => {
      await platform.idle();
      return eventsOf(platform, 'StockLow', 'LOW').length >= times;
    });
    return eventsOf(platform, 'StockLow', 'LOW');
  };
  await order({ LOW: 2 });
  await order({ LOW: 1 });
  expect(await told(1)).toEqual([{ sku: 'LOW', locationId: 'main', available: 4, lowAt: 5 }]);
  await receive('LOW', 'main', 5);
  await order({ LOW: 4 });
  expect(await told(2)).toMatchObject([{ available: 4 }, { available: 4 }]);
});

describe('given stock at several locations', () => {
  const holdingsOf = async (sku: string) => {
    const { body } = await staff.send('GET', `/v1/admin/stock/${sku}`);
    const { locations } = body as { locations: { locationId: string; reserved: number }[] };
    return Object.fromEntries(
      locations.filter(({ reserved }) => reserved > 0).map(({ locationId, reserved }) => [locationId, reserved]),
    );
  };

  test('when the nearest goes first, then a buyer in the south is served from the south, as far as it goes', async () => {
    await offer(staff, 'NEAR', { stock: 5 });
    await receive('NEAR', 'north', 5);
    await receive('NEAR', 'south', 2);
    await staff.send('PUT', '/v1/admin/sourcing', { policy: 'nearest', distances: { Beijing: { Guangzhou: 2_000 } } });
    const delivery = { method: 'ship', address: { region: 'Guangzhou' } };
    await order({ NEAR: 2 }, { delivery });
    await order({ NEAR: 4 }, { delivery });
    expect(await holdingsOf('NEAR')).toEqual({ south: 2, north: 4 });
  });

  test('when the fewest parcels count, then one location that has all goes first', async () => {
    for (const sku of ['FEW-1', 'FEW-2']) await offer(staff, sku, { stock: 1 });
    for (const sku of ['FEW-1', 'FEW-2']) await receive(sku, 'north', 3);
    await staff.send('PUT', '/v1/admin/sourcing', { policy: 'fewest-parcels' });
    await order({ 'FEW-1': 1, 'FEW-2': 2 });
    expect([await holdingsOf('FEW-1'), await holdingsOf('FEW-2')]).toEqual([{ north: 1 }, { north: 2 }]);
  });

  test('when a store only hands out, then nothing is shipped from it', async () => {
    await offer(staff, 'ONLY');
    await receive('ONLY', 'shop', 2);
    expect(codeIn(await order({ ONLY: 1 }))).toBe('inventory.sold-out');
    expect((await order({ ONLY: 1 }, { delivery: { method: 'pickup', locationId: 'shop' } })).status).toBe(201);
  });
});

describe('given a bundle', () => {
  const bundle = [
    { sku: 'LEAF', quantity: 3 },
    { sku: 'BOWL', quantity: 1 },
  ];
  const put = (sku: string, parts: object[]) => {
    const price = { amount: 10_000, currency: 'CNY' };
    const body = { name: { en: sku }, category: 'tea', price, status: 'active', bundle: parts };
    return staff.send('PUT', `/v1/admin/products/${sku}`, body);
  };

  test('when it is bought, then its parts are held, its price is split over them, and it is one line', async () => {
    await offer(staff, 'LEAF', { stock: 10, price: 2_000 });
    await offer(staff, 'BOWL', { stock: 9, price: 5_000 });
    expect((await put('SET', bundle)).status).toBe(200);
    expect(await availableOf('SET')).toBe(3);
    const before = dynamodbCallsOf(platform, 'local-orders-place-order');
    const reply = await order({ SET: 2, LEAF: 1 });
    expect(reply).toMatchObject({ status: 201, body: { total: 22_000 } });
    expect((reply.body as { lines: unknown[] }).lines).toMatchObject([
      {
        sku: 'SET',
        net: 20_000,
        parts: [
          { sku: 'LEAF', quantity: 6, amount: 10_909 },
          { sku: 'BOWL', quantity: 2, amount: 9_091 },
        ],
      },
      { sku: 'LEAF', net: 2_000 },
    ]);
    expect(await levelOf(staff, 'LEAF')).toMatchObject({ reserved: 7 });
    expect(await levelOf(staff, 'BOWL')).toMatchObject({ reserved: 2 });
    expect(codeIn(await order({ SET: 2 }))).toBe('inventory.sold-out');
    expect((await order({ SET: 1 })).status).toBe(201);
    // Whoever has met the bundle reads its parts along.
    expect(dynamodbCallsOf(platform, 'local-orders-place-order') - before).toBeLessThanOrEqual(10);
  });

  test.each([
    ['itself', 'ODD', [{ sku: 'ODD', quantity: 1 }]],
    ['another bundle', 'ODD', [{ sku: 'SET', quantity: 1 }]],
    ['what nobody knows', 'ODD', [{ sku: 'NOBODY', quantity: 1 }]],
    ['something twice', 'ODD', [bundle[0] ?? {}, bundle[0] ?? {}]],
  ])('when it holds %s, then it is refused', async (_, sku, parts) => {
    expect(codeIn(await put(sku, parts))).toBe('catalog.bad-bundle');
  });
});
