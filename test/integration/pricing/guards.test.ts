import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEventArchive } from '../../../local/event-archive.ts';
import { offer, type Person, signIn } from '../../support/buyer.ts';
import { eventually, type TestPlatform, testPlatform } from '../../support/platform.ts';
import { type Change, decide, plan, priceOf } from '../../support/prices.ts';
import { SAMPLE_SKU, SAMPLES } from '../../support/requests.ts';
import { addressOf, allRoutes, everyRole, inLanes, rightfulCaller } from '../../support/route-calls.ts';

let platform: TestPlatform;
let staff: Person;
let other: Person;
let admin: Person;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['staff'], 'staff_1');
  other = await signIn(platform, ['staff'], 'staff_2');
  admin = await signIn(platform, ['admin'], 'admin_1');
});

afterAll(() => platform.discard());

const PRICE = 1_000;
const FAR = '2090-01-01T00:00:00.000Z';

const guards = (body: object) => admin.send('PUT', '/v1/admin/price-guards', body);

describe('given guards', () => {
  afterAll(() => guards({}));

  test('when they are set again under a key, then the answer is the first, whatever came between', async () => {
    const keyed = (body: object) =>
      admin.send('PUT', '/v1/admin/price-guards', body, { 'idempotency-key': 'guards-once' });
    const first = await keyed({ floor: { percentOverCost: 0, act: 'alert' } });
    await guards({});
    const again = await keyed({ floor: { percentOverCost: 0, act: 'alert' } });
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect((await admin.send('GET', '/v1/admin/price-guards')).body).not.toHaveProperty('floor');
    expect(await keyed({})).toMatchObject({ status: 422, body: { code: 'idempotency.key-reused' } });
  });

  const costly = (price: number, more: object = {}) => ({
    name: { en: 'Tea' },
    category: 'tea',
    price: { amount: price, currency: 'CNY' },
    cost: { amount: 500, currency: 'CNY' },
    status: 'active',
    ...more,
  });

  test('when a price is below the floor, then it is blocked with code and path, as change and as base price alike', async () => {
    await staff.send('PUT', '/v1/admin/products/FLOOR-1', costly(PRICE));
    await guards({ floor: { percentOverCost: 20, act: 'block' } });
    const code = 'pricing.below-floor';
    const change = await plan(staff, [{ sku: 'FLOOR-1', price: 599 }]);
    expect(change).toMatchObject({ status: 422, refusal: { code, errors: [{ path: 'entries.0.price', code }] } });
    const base = await staff.send('PUT', '/v1/admin/products/FLOOR-1', costly(599));
    expect(base).toMatchObject({ status: 422, body: { code, errors: [{ path: 'price.amount', code }] } });
    expect((await plan(staff, [{ sku: 'FLOOR-1', price: 600 }])).status).toBe(201);
  });

  test('when a price moves too fast, then somebody else has to say yes, and only then it holds', async () => {
    await staff.send('PUT', '/v1/admin/products/FAST-1', costly(PRICE));
    await guards({ changeRate: { percent: 20, days: 7, act: 'approve' } });
    const { change } = await plan(staff, [{ sku: 'FAST-1', price: 790 }]);
    expect(change).toMatchObject({ status: 'draft', findings: [{ code: 'pricing.changed-too-fast' }] });
    expect(await decide(staff, change, 'approve')).toMatchObject({
      status: 403,
      refusal: { code: 'pricing.four-eyes' },
    });
    expect(await priceOf(platform, 'FAST-1')).toBe(PRICE);
    expect((await decide(other, change, 'approve')).change.status).toBe('applied');
    expect(await priceOf(platform, 'FAST-1')).toBe(790);
    expect((await decide(other, change, 'approve')).status).toBe(200);
    const base = await staff.send('PUT', '/v1/admin/products/FAST-1', costly(100));
    expect(base).toMatchObject({ status: 409, body: { code: 'pricing.needs-approval' } });
  });

  test('when a price creeps down in small steps, then the guard sees the whole way', async () => {
    await staff.send('PUT', '/v1/admin/products/CREEP-1', costly(PRICE));
    await guards({ changeRate: { percent: 20, days: 7, act: 'block' } });
    expect((await plan(staff, [{ sku: 'CREEP-1', price: 900 }])).status).toBe(201);
    expect((await plan(staff, [{ sku: 'CREEP-1', price: 800 }])).status).toBe(201);
    expect(await plan(staff, [{ sku: 'CREEP-1', price: 750 }])).toMatchObject({
      refusal: { code: 'pricing.changed-too-fast' },
    });
    const later = await plan(staff, [{ sku: 'CREEP-1', price: 960 }], { from: FAR });
    expect(later.status).toBe(201);
    expect((await plan(staff, [{ sku: 'CREEP-1', price: 640 }], { from: FAR })).status).toBe(422);
  });

  test('when a guard only tells, then the price holds and the event says which, without the amount', async () => {
    await staff.send('PUT', '/v1/admin/products/TELL-1', costly(PRICE));
    await guards({ floor: { percentOverCost: 20, act: 'alert' } });
    const { change } = await plan(staff, [{ sku: 'TELL-1', price: 599 }]);
    expect(change.status).toBe('applied');
    await platform.idle();
    const told = readEventArchive(platform.dataDir).filter((line) => line.includes(change.changeId));
    expect(told.filter((line) => line.includes('PriceAlert.v1') && line.includes('pricing.below-floor'))).toHaveLength(
      1,
    );
    expect(told.filter((line) => line.includes('599'))).toEqual([]);
  });

  test('when a SKU has limits, then nothing passes them, and no limit is set in the way of a price', async () => {
    await staff.send('PUT', '/v1/admin/products/LIMIT-1', costly(PRICE));
    const path = '/v1/admin/products/LIMIT-1/price-limits';
    expect((await staff.send('PUT', path, { minimumPrice: 900, maximumPrice: 1_100 })).status).toBe(200);
    expect((await plan(staff, [{ sku: 'LIMIT-1', price: 899 }])).refusal.code).toBe('pricing.below-minimum');
    expect((await plan(staff, [{ sku: 'LIMIT-1', price: 1_101 }])).refusal.code).toBe('pricing.above-maximum');
    expect(await staff.send('PUT', path, { minimumPrice: 1_001 })).toMatchObject({
      status: 409,
      body: { code: 'pricing.limit-in-the-way', errors: [{ path: 'minimumPrice' }] },
    });
    const { body } = await staff.send('GET', '/v1/admin/products/LIMIT-1/prices');
    expect(body).toMatchObject({ base: PRICE, minimumPrice: 900, maximumPrice: 1_100 });
  });
});

describe('given planned prices that only some may know', () => {
  /** Amounts that stand nowhere else. */
  const SECRETS = [7_654_321, 7_654_322];
  const isTold = (reply: unknown) => SECRETS.some((secret) => JSON.stringify(reply).includes(String(secret)));
  const changes: Change[] = [];
  let reader: Person;

  beforeAll(async () => {
    await offer(staff, SAMPLE_SKU, { price: PRICE, stock: 50 });
    reader = await signIn(platform, ['staff'], 'the-reader');
    await guards({ readers: ['the-reader'], changeRate: { percent: 1_000, days: 90, act: 'alert' } });
    const far = { from: FAR };
    changes.push((await plan(reader, [{ sku: SAMPLE_SKU, price: SECRETS[0] ?? 0 }], far)).change);
    await guards({ readers: ['the-reader'], approveAll: true });
    changes.push((await plan(reader, [{ sku: SAMPLE_SKU, price: SECRETS[1] ?? 0 }])).change);
    await guards({ readers: ['the-reader'] });
  });

  test('then there are such prices, and who may know reads them', async () => {
    expect(changes.map(({ status }) => status)).toEqual(['scheduled', 'draft']);
    for (const { changeId } of changes) {
      expect(isTold(await reader.send('GET', `/v1/admin/price-changes/${changeId}`))).toBe(true);
    }
    expect(isTold(await admin.send('GET', `/v1/admin/products/${SAMPLE_SKU}/prices`))).toBe(true);
  });

  test('when anybody else calls any route, then no reply tells of them', async () => {
    const people = await everyRole(platform);
    const routes = (await allRoutes()).filter(({ method, raw }) => method === 'GET' && !raw);
    const told = await inLanes(routes, 2, async (route) => {
      const ids = { sku: SAMPLE_SKU, changeId: changes[0]?.changeId ?? '' };
      const { params, query } = SAMPLES[route.id] ?? {};
      const address = addressOf(route, { query, params: { ...params, ...ids } });
      const person = route.access.includes('admin') ? people.staff : rightfulCaller(route, people);
      const { body } = await (route.access === 'public' ? platform : person).send('GET', address);
      return isTold(body) ? [route.id] : [];
    });
    expect(told.flat()).toEqual([]);
    for (const decided of ['draft', 'approved']) {
      const { body } = await people.staff.send('GET', `/v1/admin/price-changes?decided=${decided}&limit=100`);
      expect([isTold(body), JSON.stringify(body).includes(SAMPLE_SKU)]).toEqual([false, true]);
    }
  }, 180_000); // It starts a function for every route that reads.

  test('when somebody buys, then he pays what holds now, and no reply tells of them', async () => {
    const buyer = await signIn(platform, ['customer']);
    const lines = [{ sku: SAMPLE_SKU, quantity: 1 }];
    const quote = await buyer.send('POST', '/v1/quotes', { channel: 'web', lines });
    const body = { channel: 'web', lines, payment: { provider: 'sandbox', token: 'approve' } };
    const order = await buyer.send('POST', '/v1/orders', body, { 'idempotency-key': 'embargo' });
    expect([quote, order].map((reply) => (reply.body as { total: number }).total)).toEqual([PRICE, PRICE]);
    expect([quote, order].map(({ body: told }) => isTold(told))).toEqual([false, false]);
  });

  test('when who may not know approves, then it is refused; when he takes it back, then he is told no amount', async () => {
    const [scheduled, draft] = changes as [Change, Change];
    expect(await decide(other, draft, 'approve')).toMatchObject({
      status: 403,
      refusal: { code: 'pricing.embargoed' },
    });
    const reverted = await decide(other, scheduled, 'revert');
    expect([reverted.status, isTold(reverted.change)]).toEqual([200, false]);
    expect(isTold(await other.send('GET', `/v1/admin/products/${SAMPLE_SKU}/prices`))).toBe(false);
  });

  test('given all of that, then no event, no log line and no page of the shop tells of them', async () => {
    await platform.idle();
    const events = readEventArchive(platform.dataDir);
    expect(events.filter((line) => line.includes(changes[0]?.changeId ?? ''))).not.toEqual([]);
    expect(events.filter(isTold)).toEqual([]);
    const folder = join(platform.dataDir, 'logs');
    const read = () => readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
    await platform.send('GET', '/v1/shop', undefined, { 'x-correlation-id': 'the-last-line' });
    await eventually(() => read().some((line) => line.includes('the-last-line')));
    expect(read().filter(isTold)).toEqual([]);
    for (const page of ['/', '/console', '/openapi.json'])
      expect(isTold((await platform.send('GET', page)).body)).toBe(false);
  });
});
