import { offer, type Person, signIn } from '../../support/buyer.ts';
import { codeIn, orderBody, orderIn, place } from '../../support/orders.ts';
import { eventually, type TestPlatform, testPlatform } from '../../support/platform.ts';
import { auditOf, eventsOf, levelOf } from '../../support/stock.ts';

let platform: TestPlatform;
let staff: Person;
let buyer: Person;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['admin']);
  buyer = await signIn(platform, ['customer']);
  const store = { kind: 'store', name: 'Store', region: 'Shanghai', capabilities: ['ship', 'pickup'] };
  await staff.send('PUT', '/v1/admin/locations/store', store);
});

afterAll(() => platform.discard());

/** Whatever a test did: every number is what the ledger says, added up from its beginning. */
afterEach(async () => expect(await auditOf(staff)).toMatchObject({ differences: [], moving: [] }));

const post = (path: string, body: object) => staff.send('POST', `/v1/admin/stock/${path}`, body);
const count = (sku: string, counted: number, reference: string, more: object = {}) =>
  post('counts', { sku, locationId: 'main', counted, reference, ...more });

const shortages = async () =>
  ((await staff.send('GET', '/v1/admin/stock-shortages')).body as { items: object[] }).items;

describe('given a count', () => {
  test('when less is there than was thought, then so many are for sale, the difference is told, and a repeat changes nothing', async () => {
    await offer(staff, 'COUNT', { stock: 10 });
    const first = await count('COUNT', 7, 'count-1');
    expect(first).toMatchObject({ status: 201, body: { expected: 10, difference: -3, short: 0 } });
    const again = await count('COUNT', 7, 'count-1');
    expect([again.body, again.headers.get('idempotent-replayed')]).toEqual([first.body, 'true']);
    expect(codeIn(await count('COUNT', 8, 'count-1'))).toBe('inventory.reference-reused');
    expect(await levelOf(staff, 'COUNT')).toEqual({ locationId: 'main', onHand: 7, reserved: 0, available: 7 });
    await platform.idle();
    expect(eventsOf(platform, 'StockDifference', 'COUNT')).toEqual([
      { sku: 'COUNT', locationId: 'main', difference: -3, cause: 'count', reference: 'count-1' },
    ]);
  });

  test('when promised units were not found, then nothing is oversold, the shortage is told, and goods that come in make up for it', async () => {
    await offer(staff, 'SHORT', { stock: 5 });
    await place(buyer, 'short', orderBody({ SHORT: 4 }, 'pending'));
    expect(await count('SHORT', 1, 'count-short')).toMatchObject({ body: { difference: -4, short: 3 } });
    const short = { locationId: 'main', onHand: 4, reserved: 4, available: 0, short: 3 };
    expect(await levelOf(staff, 'SHORT')).toEqual(short);
    expect(await shortages()).toEqual([{ sku: 'SHORT', locationId: 'main', reserved: 4, short: 3 }]);
    expect(codeIn(await place(buyer, 'short-2', orderBody({ SHORT: 1 })))).toBe('inventory.sold-out');
    await post('receipts', { sku: 'SHORT', locationId: 'main', quantity: 5, reference: 'more' });
    expect(await levelOf(staff, 'SHORT')).toEqual({ locationId: 'main', onHand: 6, reserved: 4, available: 2 });
    expect(await shortages()).toEqual([]);
    await platform.idle();
    expect(eventsOf(platform, 'StockShortage', 'SHORT')).toMatchObject([{ short: 3, reference: 'count-short' }]);
  });

  test('when the order that lacks its units gives way, then nobody lacks any', async () => {
    await offer(staff, 'LACK', { stock: 2 });
    const { orderId } = orderIn(await place(buyer, 'lack', orderBody({ LACK: 2 }, 'pending')));
    await post('damages', { sku: 'LACK', locationId: 'main', quantity: 1, reference: 'broken-1', step: 'found' });
    expect(await shortages()).toEqual([{ sku: 'LACK', locationId: 'main', reserved: 2, short: 1 }]);
    await buyer.send('POST', `/v1/orders/${orderId}/cancel`, {}, { 'idempotency-key': 'gives-way' });
    expect(await shortages()).toEqual([]);
  });

  test('when it was counted before units moved, then what moved since is not taken for a difference', async () => {
    await offer(staff, 'EARLIER', { stock: 10 });
    const countedAt = new Date().toISOString();
    await eventually(() => new Date().toISOString() > countedAt);
    await post('receipts', { sku: 'EARLIER', locationId: 'main', quantity: 5, reference: 'later' });
    const reply = await count('EARLIER', 9, 'count-earlier', { countedAt });
    expect(reply).toMatchObject({ body: { expected: 10, difference: -1 } });
    expect(await levelOf(staff, 'EARLIER')).toMatchObject({ onHand: 14, available: 14 });
  });

  test('when it is of the future, then it is refused', async () => {
    await offer(staff, 'FUTURE', { stock: 1 });
    const reply = await count('FUTURE', 1, 'count-future', { countedAt: '2999-01-01T00:00:00Z' });
    expect([reply.status, codeIn(reply)]).toEqual([400, 'inventory.count-out-of-time']);
  });
});

describe('given a transfer', () => {
  const dispatch = (sku: string, quantity: number) =>
    post('transfers', { sku, from: 'main', to: 'store', quantity, reference: `transfer-${sku}` });

  test('when it is under way, then nobody can buy it, and when less arrives, then that is told', async () => {
    await offer(staff, 'MOVE', { stock: 10 });
    const sent = await dispatch('MOVE', 6);
    const { transferId } = sent.body as { transferId: string };
    expect(await levelOf(staff, 'MOVE')).toMatchObject({ onHand: 4, available: 4 });
    expect(await levelOf(staff, 'MOVE', 'store')).toMatchObject({ onHand: 0, available: 0, incoming: 6 });
    expect(codeIn(await place(buyer, 'move', orderBody({ MOVE: 5 })))).toBe('inventory.sold-out');
    expect((await dispatch('MOVE', 6)).body).toEqual(sent.body);
    const receive = (received: number) => post(`transfers/${transferId}/receive`, { received });
    expect(await receive(5)).toMatchObject({ status: 200, body: { status: 'received', received: 5 } });
    expect(await receive(5)).toMatchObject({ status: 200 });
    expect(codeIn(await receive(6))).toBe('inventory.transfer-received');
    expect(await levelOf(staff, 'MOVE', 'store')).toEqual({
      locationId: 'store',
      onHand: 5,
      reserved: 0,
      available: 5,
    });
    await platform.idle();
    expect(eventsOf(platform, 'StockDifference', 'MOVE')).toMatchObject([{ difference: -1, cause: 'transfer' }]);
  });

  test('when more is asked for than is free, then it is refused', async () => {
    await offer(staff, 'HELD', { stock: 3 });
    await place(buyer, 'held', orderBody({ HELD: 2 }, 'pending'));
    expect(codeIn(await dispatch('HELD', 2))).toBe('inventory.not-that-many');
    expect(await levelOf(staff, 'HELD')).toMatchObject({ onHand: 3, reserved: 2 });
  });
});

describe('given broken units', () => {
  test('when they are found, then they are not for sale; when they are thrown away, then they are gone', async () => {
    await offer(staff, 'BROKEN', { stock: 5 });
    const broken = (quantity: number, step: string) =>
      post('damages', { sku: 'BROKEN', locationId: 'main', quantity, reference: `broken-${step}-${quantity}`, step });
    expect((await broken(2, 'found')).status).toBe(201);
    expect(await levelOf(staff, 'BROKEN')).toMatchObject({ onHand: 3, available: 3, damaged: 2 });
    expect(codeIn(await broken(3, 'written-off'))).toBe('inventory.not-that-many');
    await broken(2, 'written-off');
    expect(await levelOf(staff, 'BROKEN')).toEqual({ locationId: 'main', onHand: 3, reserved: 0, available: 3 });
  });
});

test('given movements of all kinds, when the ledger is read, then each is there with its cause, newest first', async () => {
  await offer(staff, 'STORY', { stock: 5 });
  const { body } = await place(buyer, 'story', orderBody({ STORY: 2 }));
  const { orderId } = body as { orderId: string };
  await buyer.send('POST', `/v1/orders/${orderId}/cancel`, undefined, { 'idempotency-key': 'story-cancel' });
  const page = await staff.send('GET', '/v1/admin/stock/STORY/ledger?limit=2');
  const { items, nextCursor } = page.body as { items: { cause: string }[]; nextCursor: string };
  expect(items).toMatchObject([
    { cause: 'released', reference: orderId, by: { reserved: -2, available: 2 } },
    { cause: 'held', reference: orderId, by: { reserved: 2, available: -2 } },
  ]);
  const rest = await staff.send('GET', `/v1/admin/stock/STORY/ledger?limit=2&cursor=${nextCursor}`);
  expect(rest.body).toMatchObject({ items: [{ cause: 'received', by: { onHand: 5, available: 5 } }] });
});
