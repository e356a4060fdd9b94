import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PUBLIC_TEST_SECRET, signPush } from '../../../local/partners/sandbox.ts';
import { replayArchive } from '../../../local/replay.ts';
import { synthesise } from '../../../local/synth.ts';
import type { Route } from '../../../shared/platform/route.ts';
import { killAtCall } from '../../support/faults/worker-kill.ts';
import { eventually, type TestPlatform, testPlatform } from '../../support/platform.ts';
import { unusedRights } from '../../support/rights.ts';
import { addressOf, rightfulCaller } from '../../support/route-calls.ts';
import { limitedCoupon } from '../../support/walk/budgets.ts';
import { place, type Walked } from '../../support/walk/orders.ts';
import { PERSONAL, TEA } from '../../support/walk/shop-work.ts';
import { walkThrough } from '../../support/walk/walk.ts';
import type { Walker } from '../../support/walk/walker.ts';

let platform: TestPlatform;
let walker: Walker;

beforeAll(async () => {
  const root = process.cwd();
  const environment = { ...process.env, ONESHELF_RESERVATION_SECONDS: '8', ONESHELF_IN_DOUBT_SECONDS: '0' };
  const assemblyDir = await synthesise({ root, cacheDir: join(root, '.oneshelf', 'assembly-hasty'), environment });
  platform = await testPlatform({ assemblyDir });
  platform.core.scheduler.stop(); // Schedules run when a test fires them, not when a minute happens to be full.
  walker = await walkThrough(platform);
}, 180_000);

afterAll(() => platform.discard());

test('given a life of the shop, then every route has answered with success, each as its own strict schema says', () => {
  expect(walker.complaints).toEqual([]);
  const unanswered = walker.routes.flatMap(({ id, replies }) =>
    Object.keys(replies)
      .map((status) => `${id} ${status}`)
      .filter((answer) => !walker.answered.has(answer)),
  );
  expect(unanswered).toEqual([]);
});

const statusOf = async (orderId: string) => (await walker.call<Walked>('getOrder', { params: { orderId } })).status;

/** An order whose function dies between asking for the money and writing the answer down. */
async function inDoubt(key: string, couponCodes: string[] = []) {
  const body = {
    channel: 'web',
    lines: [{ sku: TEA, quantity: 1 }],
    couponCodes,
    payment: { provider: 'sandbox', token: 'approve' },
  };
  const send = () => walker.people.customer.send('POST', '/v1/orders', body, { 'idempotency-key': key });
  const killed = killAtCall(platform, 'local-orders-place-order', 'DynamoDB_20120810.TransactWriteItems');
  const [first] = await Promise.all([send(), killed]);
  expect(first.status).toBe(502);
  await platform.idle();
  let orderId = '';
  await eventually(async () => {
    const { items } = await walker.call<{ items: Walked[] }>('listOrdersByStatus', { query: { status: 'CHARGING' } });
    orderId = items[0]?.orderId ?? '';
    return orderId !== '';
  });
  return { orderId, send };
}

test('given a charge in doubt, when payments are reconciled, then the order is PAID and its request is answered', async () => {
  await limitedCoupon(walker, 'INDOUBT');
  const { orderId, send } = await inDoubt('doubt-1', ['INDOUBT']);
  platform.fireSchedule('local-payments-reconcile-payments');
  await platform.idle();
  expect(await statusOf(orderId)).toBe('PAID');
  expect(await send()).toMatchObject({ status: 201, body: { orderId, status: 'PAID' } });
});

test('given a charge in doubt, when its request comes again, then that brings it to its end', async () => {
  const { orderId, send } = await inDoubt('doubt-3');
  expect(await send()).toMatchObject({ status: 201, body: { orderId, status: 'PAID' } });
  expect(await statusOf(orderId)).toBe('PAID');
});

test('given a charge in doubt, when the provider tells it first, then the same', async () => {
  const { orderId, send } = await inDoubt('doubt-2');
  const { payment, total } = await walker.call<Walked>('getOrder', { params: { orderId } });
  const data = { paymentId: payment.paymentId, amount: total, currency: 'CNY' };
  const notice = { type: 'payment.captured', data };
  await walker.call('receivePaymentWebhook', {
    params: { provider: 'sandbox' },
    body: notice,
    headers: {
      ...signPush(notice, { secret: PUBLIC_TEST_SECRET, messageId: 'msg_doubt', sentAt: new Date() }).headers,
    },
  });
  expect(await send()).toMatchObject({ status: 201, body: { orderId, status: 'PAID' } });
});

test('given a charge in doubt, when the sandbox is told of it, then the same', async () => {
  const { orderId, send } = await inDoubt('doubt-4');
  const { payment } = await walker.call<Walked>('getOrder', { params: { orderId } });
  await walker.call('settleSandbox', { params: { paymentId: payment.paymentId }, body: { outcome: 'approve' } });
  expect(await send()).toMatchObject({ status: 201, body: { orderId, status: 'PAID' } });
});

test('given a charge in doubt, when its order is cancelled, then it is decided first', async () => {
  const { orderId, send } = await inDoubt('doubt-5');
  await walker.call('cancelOrder', { params: { orderId } });
  expect(await send()).toMatchObject({ status: 201, body: { orderId, status: 'PAID' } });
  expect(await statusOf(orderId)).toBe('CANCELLED');
});

test('given a refund in doubt, when payments are reconciled, then the money is back', async () => {
  const { orderId } = await place(walker, 'approve');
  const killed = killAtCall(platform, 'local-orders-on-order-cancelled', 'DynamoDB_20120810.GetItem');
  await Promise.all([walker.call('cancelOrder', { params: { orderId } }), killed]);
  await eventually(async () => {
    platform.fireSchedule('local-payments-reconcile-payments');
    await platform.idle();
    const { payment } = await walker.call<{ payment: { status: string } }>('getOrder', { params: { orderId } });
    return payment.status === 'refunded';
  });
});

const takesCursor = (query: Route['query']) =>
  [{}, { status: 'PAID' }].some((more) => query.safeParse({ ...more, cursor: 'a.b' }).success);

test('given lists, when their cursors are read, then only their own are taken', async () => {
  const lists = walker.routes.filter(({ method, query }) => method === 'GET' && takesCursor(query));
  expect(lists.length).toBeGreaterThan(6);
  for (const route of lists) {
    const query: Record<string, string> = {
      cursor: 'a.b',
      ...(route.id === 'listOrdersByStatus' ? { status: 'PAID' } : {}),
    };
    const address = addressOf(route, { params: { sku: TEA, promotionId: 'promo_none' }, query });
    const { body } = await rightfulCaller(route, walker.people).send(route.method, address);
    expect(body).toMatchObject({ status: 400, code: 'request.bad-cursor' });
  }
});

test('given all of that, then no function has a right that nothing has needed', () => {
  expect(unusedRights(platform)).toEqual([]);
});

test('given all of that, then no log line holds a token, a name, an address, a phone number or a text of a customer', async () => {
  const folder = join(platform.dataDir, 'logs');
  const read = () => readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
  // Lines are written down together, a little later: when the last one is there, all are.
  await platform.send('GET', '/v1/shop', undefined, { 'x-correlation-id': 'the-last-line' });
  await eventually(() => read().some((line) => line.includes('the-last-line')));
  const lines = read();
  expect(lines.length).toBeGreaterThan(100);
  const secrets = [...Object.values(PERSONAL), 'Bearer ', 'eyJhbGciOi', 'whsec_'];
  expect(lines.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([]);
});

test('given all of that, then no function has failed but those that were killed', () => {
  const failed = platform.core.functions.all().filter(({ figures }) => figures.errors > 0);
  expect(failed.map(({ spec }) => spec.name)).toEqual([
    'local-orders-place-order',
    'local-orders-on-order-cancelled',
    'local-orders-place-admissions',
  ]);
});

test('given all events of that life, when each comes twice again in random order, then no table changes', async () => {
  await platform.idle();
  const report = await replayArchive(platform, { dataDir: platform.dataDir, times: 2, seed: 7 });
  expect(report.tables.flatMap(({ table, changed }) => changed.map((key) => `${table} ${key}`))).toEqual([]);
  expect(report.tables.filter(({ before, after }) => before !== after)).toEqual([]);
  expect(report.parked).toBe(0);
  expect([report.events > 200, report.messages > 40]).toEqual([true, true]);
});
