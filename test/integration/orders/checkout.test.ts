import { offer, type Person, signIn } from '../../support/buyer.ts';
import { codeIn, dynamodbCallsOf, orderBody, orderIn, place, stockAtMain } from '../../support/orders.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['admin']);
  for (const sku of ['CUP', 'POT', 'TRAY'])
    await offer(staff, sku, { stock: 1_000, price: 4_999, category: 'ceramics' });
  const tenPercent = {
    name: { zh: '九折', en: '10 % off' },
    kind: 'percent-off',
    layer: 'item',
    validFrom: '2020-01-01T00:00:00Z',
    validTo: '2040-01-01T00:00:00Z',
    scope: { categories: ['ceramics'] },
    effect: { percent: 10 },
  };
  const { body } = await staff.send('POST', '/v1/admin/promotions', tenPercent);
  await staff.send('POST', `/v1/admin/promotions/${(body as { promotionId: string }).promotionId}/publish`);
});

afterAll(() => platform.discard());

describe('given two products on sale with 10 % off', () => {
  test('when both are bought, then three calls to DynamoDB hold, price, pay and remember the order', async () => {
    const buyer = await signIn(platform, ['customer']);
    await place(buyer, 'warm', orderBody({ CUP: 1 })); // The first one loads the published promotions.
    const before = dynamodbCallsOf(platform, 'local-orders-place-order');
    const reply = await place(buyer, 'two-lines', orderBody({ CUP: 1, POT: 2 }));
    expect(dynamodbCallsOf(platform, 'local-orders-place-order') - before).toBeLessThanOrEqual(3);
    expect(reply.status).toBe(201);
    const order = orderIn(reply);
    expect(order).toMatchObject({ status: 'PAID', total: 13_497, payment: { status: 'captured' } });
    expect(order.lines.map(({ net }) => net)).toEqual([4_499, 8_998]);
  });

  test('when the buyer expected another total, then the order is refused with the new quote and nothing is held', async () => {
    const buyer = await signIn(platform, ['customer']);
    const before = await stockAtMain(staff, 'TRAY');
    const reply = await place(buyer, 'other-total', orderBody({ TRAY: 1 }, 'approve', { expectedTotal: 1 }));
    expect(codeIn(reply)).toBe('orders.total-changed');
    expect(reply.body).toMatchObject({ status: 409, quote: { total: 4_499 } });
    expect(await stockAtMain(staff, 'TRAY')).toEqual(before);
  });

  test('when it is to be picked up where nothing is handed out, then quote and order name the place', async () => {
    const buyer = await signIn(platform, ['customer']);
    const delivery = { method: 'pickup', locationId: 'nowhere' };
    const { payment, ...cart } = orderBody({ CUP: 1 }, 'approve', { delivery });
    const replies = [await buyer.send('POST', '/v1/quotes', cart), await place(buyer, 'nowhere', { payment, ...cart })];
    for (const reply of replies) {
      expect(reply.body).toMatchObject({
        status: 404,
        code: 'inventory.unknown-location',
        errors: [{ path: 'delivery.locationId' }],
      });
    }
  });

  test('when it is picked up at a store, then its units come from there', async () => {
    const store = { kind: 'store', name: 'Jing an', region: 'Shanghai', capabilities: ['pickup'] };
    await staff.send('PUT', '/v1/admin/locations/jingan', store);
    const receipt = { sku: 'CUP', locationId: 'jingan', quantity: 1, reference: 'to the store' };
    await staff.send('POST', '/v1/admin/stock/receipts', receipt);
    const buyer = await signIn(platform, ['customer']);
    const delivery = { method: 'pickup', locationId: 'jingan' };
    expect((await place(buyer, 'pickup-1', orderBody({ CUP: 1 }, 'approve', { delivery }))).status).toBe(201);
    const second = await place(buyer, 'pickup-2', orderBody({ CUP: 1 }, 'approve', { delivery }));
    expect(codeIn(second)).toBe('inventory.sold-out');
  });

  test('when one SKU stands on two lines, then the sum is held', async () => {
    const buyer = await signIn(platform, ['customer']);
    const before = await stockAtMain(staff, 'TRAY');
    const lines = [
      { sku: 'TRAY', quantity: 1 },
      { sku: 'TRAY', quantity: 2 },
    ];
    expect((await place(buyer, 'twice', { ...orderBody({}), lines })).status).toBe(201);
    expect((await stockAtMain(staff, 'TRAY')).reserved).toBe(before.reserved + 3);
  });
});

describe('given 200 buyers for 50 units', () => {
  test('when all buy at once, then 50 orders are placed, 150 hear sold-out, and nothing is left', async () => {
    await offer(staff, 'RARE', { stock: 50 });
    const buyers = await Promise.all(Array.from({ length: 200 }, () => signIn(platform, ['customer'])));
    const replies = await Promise.all(buyers.map((buyer) => place(buyer, 'one', orderBody({ RARE: 1 }))));
    const placed = replies.filter(({ status }) => status === 201);
    const refused = replies.filter((reply) => reply.status === 409 && codeIn(reply) === 'inventory.sold-out');
    expect([placed.length, refused.length]).toEqual([50, 150]);
    expect(refused[0]?.body).toMatchObject({ errors: [{ path: 'lines.0.quantity', code: 'inventory.sold-out' }] });
    expect(await stockAtMain(staff, 'RARE')).toMatchObject({ onHand: 50, reserved: 50, available: 0 });
  });
});

describe('given one order sent ten times at once', () => {
  test('then there is one order, one payment and ten equal answers', async () => {
    const buyer = await signIn(platform, ['customer']);
    const body = orderBody({ CUP: 1, POT: 1 });
    const before = await stockAtMain(staff, 'CUP');
    const replies = await Promise.all(Array.from({ length: 10 }, () => place(buyer, 'double-click', body)));
    expect(new Set(replies.map((reply) => `${reply.status} ${JSON.stringify(reply.body)}`)).size).toBe(1);
    expect(replies[0]?.status).toBe(201);
    expect(replies.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')).toHaveLength(9);
    expect((await stockAtMain(staff, 'CUP')).reserved).toBe(before.reserved + 1);
    const { body: list } = await buyer.send('GET', '/v1/orders');
    expect((list as { items: unknown[] }).items).toHaveLength(1);
  });

  test('and when it takes the last unit, then nobody of the ten hears sold-out', async () => {
    await offer(staff, 'LAST', { stock: 1 });
    const buyer = await signIn(platform, ['customer']);
    const replies = await Promise.all(Array.from({ length: 10 }, () => place(buyer, 'last', orderBody({ LAST: 1 }))));
    expect(replies.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(await stockAtMain(staff, 'LAST')).toMatchObject({ onHand: 1, reserved: 1, available: 0 });
  });

  test('and a refusal is an answer too: the same key hears it again, another key may succeed', async () => {
    await offer(staff, 'LATE');
    const buyer = await signIn(platform, ['customer']);
    const first = await place(buyer, 'early', orderBody({ LATE: 1 }));
    expect([first.status, codeIn(first)]).toEqual([409, 'inventory.sold-out']);
    await offer(staff, 'LATE', { stock: 1 });
    const again = await place(buyer, 'early', orderBody({ LATE: 1 }));
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([409, 'true']);
    expect(again.headers.get('content-type')).toBe('application/problem+json');
    expect(again.body).toEqual(first.body);
    expect((await place(buyer, 'later', orderBody({ LATE: 1 }))).status).toBe(201);
  });

  test('and the same key with another body is refused and changes nothing', async () => {
    const buyer = await signIn(platform, ['customer']);
    await place(buyer, 'key', orderBody({ CUP: 1 }));
    const before = await stockAtMain(staff, 'CUP');
    const reply = await place(buyer, 'key', orderBody({ CUP: 2 }));
    expect([reply.status, codeIn(reply)]).toEqual([422, 'idempotency.key-reused']);
    expect(await stockAtMain(staff, 'CUP')).toEqual(before);
  });

  test('and the key of another caller is another key', async () => {
    const [one, two] = await Promise.all([signIn(platform, ['customer']), signIn(platform, ['customer'])]);
    const first = await place(one, 'same', orderBody({ CUP: 1 }));
    const second = await place(two, 'same', orderBody({ CUP: 1 }));
    expect(orderIn(first).orderId).not.toBe(orderIn(second).orderId);
  });

  test.each([
    [undefined, 'idempotency.key-required'],
    ['k'.repeat(256), 'idempotency.key-malformed'],
  ])('and a key like %s is refused', async (key, code) => {
    const buyer = await signIn(platform, ['customer']);
    const reply = await buyer.send('POST', '/v1/orders', orderBody({ CUP: 1 }), key ? { 'idempotency-key': key } : {});
    expect([reply.status, codeIn(reply)]).toEqual([400, code]);
  });
});
