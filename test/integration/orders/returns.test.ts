import { localDate } from '../../../shared/kernel/time.ts';
import { offer, type Person, push, ship, signIn } from '../../support/buyer.ts';
import { codeIn, orderBody, orderIn, place, stockAtMain } from '../../support/orders.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;
let buyer: Person;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  [staff, buyer] = await Promise.all([signIn(platform, ['staff'], 's1'), signIn(platform, ['customer'], 'b1')]);
  await offer(staff, 'RET-TEA', { stock: 50, price: 10_000, category: 'returned' });
  await staff.send('PUT', '/v1/admin/locations/ret-store', {
    kind: 'store',
    name: 'Store',
    region: 'Shanghai',
    capabilities: ['return'],
  });
  const always = { validFrom: '2020-01-01T00:00:00Z', validTo: '2090-01-01T00:00:00Z' };
  const { body } = await staff.send('POST', '/v1/admin/promotions', {
    ...always,
    name: '30 off from 200',
    kind: 'threshold-off',
    effect: { tiers: [{ spend: 20_000, off: 3_000 }] },
    scope: { categories: ['returned'] },
    funders: [{ funder: 'brand-x', percent: 50 }],
    returnPolicy: 'reprice',
  });
  await staff.send('POST', `/v1/admin/promotions/${(body as { promotionId: string }).promotionId}/publish`);
});
afterAll(() => platform.discard());

let orders = 0;

/** Three at 100.00, 30.00 off: bought, shipped and delivered. */
async function delivered(): Promise<string> {
  orders += 1;
  const { orderId, total } = orderIn(await place(buyer, `returned-${orders}`, orderBody({ 'RET-TEA': 3 })));
  expect(total).toBe(27_000);
  const trackingNumber = await ship(staff, orderId);
  const at = '2026-11-21T09:00:00.000Z';
  await push(platform, { trackingNumber, status: 'DELIVERED', at, eventId: `${trackingNumber}-D` });
  await platform.idle();
  return orderId;
}

const wanted = (quantity: number) => ({ lines: [{ sku: 'RET-TEA', quantity }], reason: 'Too strong' });
const ask = (orderId: string, quantity: number, key: string) =>
  buyer.send('POST', `/v1/orders/${orderId}/returns`, wanted(quantity), { 'idempotency-key': key });
const returnIn = (reply: { body: unknown }) => reply.body as { returnId: string; status: string; refundTotal: number };
const receive = (returnId: string, resaleable: number, damaged = 0, more: object = {}) => {
  const lines = [
    ...(resaleable > 0 ? [{ sku: 'RET-TEA', quantity: resaleable, condition: 'resaleable' }] : []),
    ...(damaged > 0 ? [{ sku: 'RET-TEA', quantity: damaged, condition: 'damaged' }] : []),
  ];
  return staff.send('POST', `/v1/admin/returns/${returnId}/receive`, { lines, ...more });
};

test('given a delivered order, when it comes back in parts, then each is priced anew, on the shelf and paid back, in all what was paid', async () => {
  const orderId = await delivered();
  const before = await stockAtMain(staff, 'RET-TEA');
  const quote = await buyer.send('POST', `/v1/orders/${orderId}/returns/quote`, wanted(1));
  expect(quote).toMatchObject({
    status: 200,
    body: { refundTotal: 10_000, policy: 'reprice', lines: [{ sku: 'RET-TEA', quantity: 1, refund: 10_000 }] },
  });
  const first = returnIn(await ask(orderId, 1, `${orderId}-1`));
  expect(first).toMatchObject({ status: 'REQUESTED', refundTotal: 10_000 });
  const again = await ask(orderId, 1, `${orderId}-1`);
  expect(returnIn(again)).toEqual(first);
  const second = returnIn(await ask(orderId, 2, `${orderId}-2`));
  expect(second.refundTotal).toBe(17_000);

  expect(await receive(first.returnId, 1)).toMatchObject({
    status: 200,
    body: { status: 'REFUNDED', refundTotal: 10_000 },
  });
  expect(await receive(second.returnId, 1, 1)).toMatchObject({ body: { status: 'REFUNDED', refundTotal: 17_000 } });
  const after = await stockAtMain(staff, 'RET-TEA');
  expect(after.onHand - before.onHand).toBe(2);
  const { body } = await staff.send('GET', '/v1/admin/stock/RET-TEA');
  expect(body).toMatchObject({ locations: [{ locationId: 'main', damaged: 1 }] });
  const order = await buyer.send('GET', `/v1/orders/${orderId}`);
  expect(order.body).toMatchObject({ status: 'COMPLETED', refundTotal: 27_000, payment: { status: 'refunded' } });
});

test('given a received return, when it is received again, then nothing happens; other goods are refused', async () => {
  const orderId = await delivered();
  const { returnId } = returnIn(await ask(orderId, 1, `${orderId}-1`));
  const before = (await stockAtMain(staff, 'RET-TEA')).onHand;
  const replies = await Promise.all([receive(returnId, 1), receive(returnId, 1), receive(returnId, 1)]);
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await stockAtMain(staff, 'RET-TEA')).onHand).toBe(before + 1);
  expect(codeIn(await receive(returnId, 0, 1))).toBe('orders.return-received');
  const { body } = await buyer.send('GET', `/v1/orders/${orderId}`);
  expect(body).toMatchObject({ refundTotal: 10_000, payment: { status: 'captured' } });
});

test('given units on their way back, when many ask for them at once, then no more come back than were bought', async () => {
  const orderId = await delivered();
  const replies = await Promise.all([1, 2, 3, 4, 5].map((n) => ask(orderId, 2, `${orderId}-${n}`)));
  expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  expect(replies.filter(({ status }) => status === 409).map(codeIn)).toEqual(
    Array(4).fill('orders.return-exceeds-purchase'),
  );
});

test('given a return, when it comes to a store that takes returns, then it lies there; elsewhere it is refused', async () => {
  const orderId = await delivered();
  const { returnId } = returnIn(await ask(orderId, 1, `${orderId}-1`));
  expect(codeIn(await receive(returnId, 1, 0, { locationId: 'nowhere' }))).toBe('inventory.unknown-location');
  expect((await receive(returnId, 1, 0, { locationId: 'ret-store' })).status).toBe(200);
  const { body } = await staff.send('GET', '/v1/admin/stock/RET-TEA');
  const places = (body as { locations: { locationId: string; onHand: number }[] }).locations;
  expect(places.find(({ locationId }) => locationId === 'ret-store')).toMatchObject({ onHand: 1, available: 1 });
});

test('given returns, then the list, the story and the sales of the day tell of them', async () => {
  const orderId = await delivered();
  const { returnId } = returnIn(await ask(orderId, 3, `${orderId}-1`));
  await receive(returnId, 3);
  await platform.idle();
  const list = await buyer.send('GET', `/v1/orders/${orderId}/returns`);
  expect(list.body).toMatchObject({
    items: [{ returnId, status: 'REFUNDED', locationId: 'main', refundTotal: 27_000 }],
  });
  const story = await buyer.send('GET', `/v1/orders/${orderId}/story`);
  const { steps } = story.body as { steps: { step: string; event?: string }[] };
  expect(steps.map(({ step, event }) => [step, event])).toEqual(
    expect.arrayContaining([
      ['return requested', 'orders.ReturnRequested.v1'],
      ['return received', 'orders.ReturnReceived.v1'],
      ['refunded', 'orders.OrderRefunded.v1'],
    ]),
  );
  const today = localDate(new Date().toISOString(), 'Asia/Shanghai');
  const sales = await staff.send('GET', `/v1/admin/insights/daily-sales?from=${today}&to=${today}`);
  // 270.00, 100.00, 100.00 and 270.00 of the tests before and this one.
  expect(sales.body).toMatchObject({ items: [{ refunds: 74_000 }] });
});

test('given an order, then its ledger says of each unit what it cost and who gave what of its discount', async () => {
  const orderId = await delivered();
  const { body } = await staff.send('GET', `/v1/admin/orders/${orderId}/ledger`);
  const grants = ['brand-x', 'shop'].map((funder) => ({
    promotionId: expect.any(String),
    version: 1,
    funder,
    amount: 500,
  }));
  expect(body).toEqual({
    orderId,
    currency: 'CNY',
    lines: [
      {
        sku: 'RET-TEA',
        quantity: 3,
        unitPrice: 10_000,
        units: [{ from: 1, to: 3, net: 9_000, grants, shipping: 0, tax: 0 }],
      },
    ],
  });
  expect((await buyer.send('GET', `/v1/admin/orders/${orderId}/ledger`)).status).toBe(403);
});

test('given what a till sold, when it comes back, then it is paid back over the counter: no provider is asked', async () => {
  const sale = {
    sequence: 1,
    soldAt: '2026-11-21T08:00:00.000Z',
    lines: [{ sku: 'RET-TEA', quantity: 2, unitPrice: 500 }],
    payments: [{ method: 'cash', amount: 1_000 }],
  };
  const told = { tillId: 'ret-till', locationId: 'main', currency: 'CNY', orders: [sale] };
  const { body } = await staff.send('POST', '/v1/admin/till/orders', told);
  const [{ orderId }] = (body as { items: [{ orderId: string }] }).items;
  const asked = await staff.send('POST', `/v1/orders/${orderId}/returns`, wanted(1), { 'idempotency-key': 'till-1' });
  const { returnId } = returnIn(asked);
  for (const _ of ['first', 'again'])
    expect(await receive(returnId, 1)).toMatchObject({ status: 200, body: { status: 'REFUNDED', refundTotal: 500 } });
  const order = await staff.send('GET', `/v1/orders/${orderId}`);
  expect(order.body).toMatchObject({ refundTotal: 500, payment: { provider: 'till', status: 'captured' } });
  await platform.idle();
  const today = localDate(new Date().toISOString(), 'Asia/Shanghai');
  const journal = await staff.send(
    'GET',
    `/v1/admin/journal?from=2026-11-21&to=${today}&account=clearing:till:ret-till`,
  );
  expect(journal.body).toMatchObject({ balances: [{ debit: 1_000, credit: 500 }] });
  const back = { source: 'till:ret-till', externalId: 'x', orderExternalId: '1', returnedAt: sale.soldAt };
  const imported = await staff.send('POST', '/v1/admin/imports/returns', { ...back, lines: sale.lines });
  expect(codeIn(imported)).toBe('orders.not-imported');
});

test('given an order that never left, or an unknown return, then nothing comes back', async () => {
  const { orderId } = orderIn(await place(buyer, 'not-shipped', orderBody({ 'RET-TEA': 1 })));
  expect(codeIn(await ask(orderId, 1, 'not-shipped-1'))).toBe('orders.not-returnable');
  expect(codeIn(await receive('return_nothing-1', 1))).toBe('orders.unknown-return');
  const stranger = await signIn(platform, ['customer'], 'stranger');
  expect((await stranger.send('GET', `/v1/orders/${orderId}/returns`)).status).toBe(404);
});
