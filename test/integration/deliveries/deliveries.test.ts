import { buy, offer, type Person, push, ship, signed, signIn } from '../../support/buyer.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;
let buyer: Person;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['staff'], 'staff_1');
  buyer = await signIn(platform, ['customer']);
  await offer(staff, 'TEA-01', { stock: 50 });
});

afterAll(() => platform.discard());

interface Delivery {
  status: string;
  timeline: { status: string; at: string; code: string }[];
}

const codeOf = (reply: { body: unknown }) => (reply.body as { code?: string }).code;

const paidOrder = () => buy(buyer, ['TEA-01']);

async function deliveryOf(orderId: string): Promise<Delivery | undefined> {
  const { body } = await buyer.send('GET', `/v1/orders/${orderId}/deliveries`);
  return (body as { items: Delivery[] }).items[0];
}

const eventsFor = (trackingNumber: string) =>
  ['PICKED_UP', 'IN_TRANSIT', 'OUT_FOR_DELIVERY', 'DELIVERED'].map((status, index) => ({
    trackingNumber,
    status,
    at: `2026-11-21T0${index}:00:00.000Z`,
    eventId: `${trackingNumber}-${index}`,
  }));

describe('given a paid order', () => {
  test('when staff ship it, then it is SHIPPED, its stock is gone, and a second shipment is refused', async () => {
    const orderId = await paidOrder();
    const before = await staff.send('GET', '/v1/admin/stock/TEA-01');
    await ship(staff, orderId, { lines: [{ sku: 'TEA-01', quantity: 1 }] });
    const after = await staff.send('GET', '/v1/admin/stock/TEA-01');
    const held = (reply: typeof before) =>
      (reply.body as { locations: { reserved: number; onHand: number }[] }).locations[0];
    expect(held(after)?.onHand).toBe((held(before)?.onHand ?? 0) - 1);
    expect(held(after)?.reserved).toBe((held(before)?.reserved ?? 0) - 1);
    expect(await deliveryOf(orderId)).toMatchObject({ status: 'CREATED', timeline: [] });
    const again = await staff.send('POST', `/v1/admin/orders/${orderId}/shipments`, { partner: 'sandbox' });
    expect([again.status, codeOf(again)]).toEqual([409, 'deliveries.already-shipped']);
  });

  test('when staff ship one of two sets by the name on the order, then the parts of one leave', async () => {
    await offer(staff, 'LEAF-01', { stock: 9 });
    await offer(staff, 'BOWL-01', { stock: 9 });
    const bundle = [
      { sku: 'LEAF-01', quantity: 3 },
      { sku: 'BOWL-01', quantity: 1 },
    ];
    const price = { amount: 10_000, currency: 'CNY' };
    const set = { name: { en: 'Set' }, category: 'tea', price, status: 'active', bundle };
    await staff.send('PUT', '/v1/admin/products/SET-01', set);
    const orderId = await buy(buyer, ['SET-01', 'SET-01']);
    const shipSets = (quantity: number) =>
      staff.send('POST', `/v1/admin/orders/${orderId}/shipments`, {
        partner: 'sandbox',
        lines: [{ sku: 'SET-01', quantity }],
      });
    expect(codeOf(await shipSets(3))).toBe('deliveries.over-shipment');
    expect((await shipSets(1)).status).toBe(201);
    const { body } = await staff.send('GET', `/v1/orders/${orderId}`);
    expect(body).toMatchObject({ status: 'PAID', shipments: [{ lines: bundle }] });
    expect((await shipSets(1)).status).toBe(201);
  });

  test('when the request is not one staff may make, then it is refused with a code', async () => {
    const orderId = await paidOrder();
    const path = `/v1/admin/orders/${orderId}/shipments`;
    const tooMany = { partner: 'sandbox', lines: [{ sku: 'TEA-01', quantity: 2 }] };
    const replies = await Promise.all([
      staff.send('POST', path, tooMany),
      staff.send('POST', path, { partner: 'pigeon' }),
      staff.send('POST', '/v1/admin/orders/order_none/shipments', { partner: 'sandbox' }),
      buyer.send('POST', path, { partner: 'sandbox' }),
    ]);
    expect(replies.map((reply) => [reply.status, codeOf(reply)])).toEqual([
      [409, 'deliveries.over-shipment'],
      [400, 'request.invalid'],
      [404, 'orders.unknown-order'],
      [403, 'identity.forbidden'],
    ]);
  });

  test('when somebody else asks for its deliveries, then there is no such order', async () => {
    const orderId = await paidOrder();
    const stranger = await signIn(platform, ['customer']);
    expect((await stranger.send('GET', `/v1/orders/${orderId}/deliveries`)).status).toBe(404);
    expect((await staff.send('GET', `/v1/orders/${orderId}/deliveries`)).status).toBe(200);
  });
});

describe('given a paid order of two that is shipped under a key', () => {
  const shipOne = async (orderId: string, key: string, quantity = 1) => {
    const body = { partner: 'sandbox', lines: [{ sku: 'TEA-01', quantity }] };
    return staff.send('POST', `/v1/admin/orders/${orderId}/shipments`, body, { 'idempotency-key': key });
  };

  test('when the request comes again, at once or later, then one parcel leaves and each answer is the first', async () => {
    const orderId = await buy(buyer, ['TEA-01', 'TEA-01']);
    const replies = await Promise.all(['one', 'one', 'one'].map((key) => shipOne(orderId, key)));
    const later = await shipOne(orderId, 'one');
    expect(new Set([...replies, later].map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(later.headers.get('idempotent-replayed')).toBe('true');
    const { body } = await buyer.send('GET', `/v1/orders/${orderId}/deliveries`);
    expect((body as { items: object[] }).items).toHaveLength(1);
    const other = await shipOne(orderId, 'one', 2);
    expect([other.status, codeOf(other)]).toEqual([422, 'idempotency.key-reused']);
    expect((await shipOne(orderId, 'two')).status).toBe(201);
  });
});

describe('given a paid order that several of the staff ship at once', () => {
  test('when all ask together, then it ships once', async () => {
    const orderId = await paidOrder();
    const path = `/v1/admin/orders/${orderId}/shipments`;
    const replies = await Promise.all(
      Array.from({ length: 6 }, () => staff.send('POST', path, { partner: 'sandbox' })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    const { body } = await staff.send('GET', `/v1/orders/${orderId}/deliveries`);
    expect((body as { items: unknown[] }).items).toHaveLength(1);
  });
});

describe('given a shipped order and the events of its parcel', () => {
  const arrivals = [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [3, 3, 0, 2, 1, 0],
    [2, 0, 3, 1, 2],
  ];

  test.each(arrivals)(
    'when they arrive in the order %j %j %j %j..., then the timeline is the same and the order is completed',
    async (...order) => {
      const orderId = await paidOrder();
      const events = eventsFor(await ship(staff, orderId));
      for (const index of order) {
        const event = events[index];
        if (event) expect((await push(platform, event)).status).toBe(200);
      }
      await platform.idle();
      const delivery = await deliveryOf(orderId);
      expect(delivery?.status).toBe('DELIVERED');
      expect(delivery?.timeline.map(({ status, at }) => ({ status, at }))).toEqual(
        events.map(({ status, at }) => ({ status, at })),
      );
      expect((await buyer.send('GET', `/v1/orders/${orderId}`)).body).toMatchObject({ status: 'COMPLETED' });
    },
  );

  test('when all arrive at once, each twice, then none is lost and none counts twice', async () => {
    const orderId = await paidOrder();
    const events = eventsFor(await ship(staff, orderId));
    const replies = await Promise.all([...events, ...events].map((event) => push(platform, event)));
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
    expect((await deliveryOf(orderId))?.timeline).toHaveLength(events.length);
  });

  test('when the partner told of the parcel before staff wrote it down, then nothing is lost', async () => {
    const orderId = await paidOrder();
    const events = eventsFor('EARLY-0001');
    for (const event of events) await push(platform, event);
    await ship(staff, orderId, { trackingNumber: 'EARLY-0001' });
    await platform.idle();
    expect((await deliveryOf(orderId))?.status).toBe('DELIVERED');
    expect((await buyer.send('GET', `/v1/orders/${orderId}`)).body).toMatchObject({ status: 'COMPLETED' });
    const other = await paidOrder();
    const body = { partner: 'sandbox', trackingNumber: 'EARLY-0001' };
    expect(codeOf(await staff.send('POST', `/v1/admin/orders/${other}/shipments`, body))).toBe(
      'deliveries.tracking-taken',
    );
  });
});

describe('given a push that is not what it should be', () => {
  test('when it is forged, stale, garbled or for an unknown partner, then it changes nothing', async () => {
    const orderId = await paidOrder();
    const [event] = eventsFor(await ship(staff, orderId));
    const path = '/v1/webhooks/deliveries/sandbox';
    const odd = { ...event, extra: true };
    const replies = [
      await platform.send('POST', path, event),
      await platform.send('POST', path, event, { ...signed(event), 'webhook-signature': 'v1,AAAA' }),
      await platform.send('POST', path, { ...event, status: 'LOST' }, signed(event)),
      await platform.send('POST', path, event, signed(event, 600)),
      await platform.send('POST', path, event, signed(event, -600)),
      await platform.send('POST', path, odd, signed(odd)),
      await platform.send('POST', '/v1/webhooks/deliveries/pigeon', event, signed(event)),
    ];
    expect(replies.map((reply) => [reply.status, codeOf(reply)])).toEqual([
      ...Array.from({ length: 5 }, () => [401, 'webhooks.bad-signature']),
      [400, 'request.invalid'],
      [404, 'webhooks.unknown-partner'],
    ]);
    expect(await deliveryOf(orderId)).toMatchObject({ status: 'CREATED', timeline: [] });
  });
});

test('given a signed push that is huge or deeply nested, then it is refused without a fault', async () => {
  const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`);
  for (const body of [{ text: 'x'.repeat(300_000) }, deep, null, 'text', 7]) {
    const reply = await platform.send('POST', '/v1/webhooks/deliveries/sandbox', body, signed(body));
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(reply.status).toBeLessThan(500);
  }
});

test('given all this has been used, then no right of this context was too many', () => {
  expect(platform.unusedRights().filter((right) => JSON.stringify(right).includes('local-deliveries-'))).toEqual([]);
});
