import { isHeldOut } from '../../../functions/promotions/domain/hold-out.ts';
import { localDate } from '../../../shared/kernel/time.ts';
import { type Person, push, ship, signIn } from '../../support/buyer.ts';
import { codeIn, orderBody, orderIn, place } from '../../support/orders.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';
import { unusedRightsOf } from '../../support/rights.ts';

let platform: TestPlatform;
let staff: Person;
let buyer: Person;

const ALWAYS = { validFrom: '2020-01-01T00:00:00Z', validTo: '2090-01-01T00:00:00Z' };
const SHARED = { ...ALWAYS, name: 'Ten off', kind: 'percent-off', layer: 'item', effect: { percent: 10 } };
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

async function sell(sku: string, price: number, cost?: number) {
  const product = { name: { en: sku }, category: 'tea', price: yuan(price), status: 'active' };
  await staff.send('PUT', `/v1/admin/products/${sku}`, { ...product, ...(cost ? { cost: yuan(cost) } : {}) });
  const receipt = { sku, locationId: 'main', quantity: 500, reference: `receipt-${sku}` };
  await staff.send('POST', '/v1/admin/stock/receipts', receipt);
}

async function publish(body: object): Promise<string> {
  const { promotionId } = (await staff.send('POST', '/v1/admin/promotions', body)).body as { promotionId: string };
  const { status } = await staff.send('POST', `/v1/admin/promotions/${promotionId}/publish`);
  expect(status).toBe(200);
  return promotionId;
}

let keys = 0;
async function buy(person: Person, lines: Record<string, number>, more: object = {}) {
  keys += 1;
  const reply = await place(person, `effects-${keys}`, orderBody(lines, 'approve', more));
  expect(reply.status).toBe(201);
  return orderIn(reply).orderId;
}

interface Figures {
  totals: Record<string, unknown>;
  byChannel: { channel: string }[];
  byDay: { date: string; channel: string }[];
}

const effectOf = async (promotionId: string, query = '') =>
  (await staff.send('GET', `/v1/admin/promotions/${promotionId}/effect${query}`)).body as Figures;

const reportOf = (promotionId: string) => staff.send('GET', `/v1/admin/promotions/${promotionId}/report`);

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  [staff, buyer] = await Promise.all([signIn(platform, ['staff']), signIn(platform, ['customer'], 'ann')]);
  await sell('EFF-A', 1_000, 600);
  await sell('EFF-B', 2_000);
  await sell('EFF-H', 500, 100);
});
afterAll(() => platform.discard());

describe('given a promotion of which a brand pays a part', () => {
  let promotionId: string;
  beforeAll(async () => {
    promotionId = await publish({
      ...SHARED,
      scope: { skus: ['EFF-A'] },
      funders: [{ funder: 'brand-x', percent: 40 }],
    });
    await buy(buyer, { 'EFF-A': 3 });
    await buy(buyer, { 'EFF-A': 1 }, { channel: 'live' });
    await platform.idle();
  });

  test('when it was bought with, then it is counted at once by channel, with who paid for it and what is left', async () => {
    const { totals, byChannel, byDay } = await effectOf(promotionId);
    // Four units at 900 that cost 600; of the hundred off each the brand pays forty.
    const all = { applied: 2, orders: 2, revenue: 3_600, refunds: 0, net: 3_600, discount: 400, costed: 2 };
    expect(totals).toMatchObject({ ...all, margin: 3_600 + 160 - 2_400, views: 0, cancelled: 0, returned: 0 });
    expect(totals.byFunder).toEqual([
      { funder: 'brand-x', amount: 160 },
      { funder: 'shop', amount: 240 },
    ]);
    expect(byChannel).toMatchObject([
      { channel: 'live', orders: 1, revenue: 900 },
      { channel: 'web', orders: 1, revenue: 2_700 },
    ]);
    const date = localDate(new Date().toISOString(), 'Asia/Shanghai');
    expect(byDay).toMatchObject([
      { date, channel: 'live' },
      { date, channel: 'web' },
    ]);
    expect((await effectOf(promotionId, '?to=2020-12-31')).byDay).toEqual([]);
  });

  test('when one is cancelled, then its discount and margin are gone, and its revenue came back', async () => {
    const orderId = await buy(buyer, { 'EFF-A': 2 });
    await platform.idle();
    expect((await effectOf(promotionId)).totals).toMatchObject({ orders: 3, revenue: 5_400, discount: 600 });
    const headers = { 'idempotency-key': 'effects-cancel' };
    const { status } = await buyer.send('POST', `/v1/orders/${orderId}/cancel`, undefined, headers);
    expect(status).toBe(200);
    await platform.idle();
    const { totals } = await effectOf(promotionId);
    expect(totals).toMatchObject({
      applied: 3,
      orders: 3,
      cancelled: 1,
      revenue: 5_400,
      refunds: 1_800,
      discount: 400,
    });
    expect(totals).toMatchObject({ net: 3_600, margin: 1_360 });
  });

  test('when one of its units comes back, then that unit counts no more, with its discount and its cost', async () => {
    const orderId = await buy(buyer, { 'EFF-A': 2, 'EFF-B': 1 });
    const trackingNumber = await ship(staff, orderId);
    await push(platform, {
      trackingNumber,
      status: 'DELIVERED',
      at: new Date().toISOString(),
      eventId: 'effects-delivered',
    });
    await platform.idle();
    const before = (await effectOf(promotionId)).totals;
    expect(before).toMatchObject({ orders: 4, costed: 3, revenue: 5_400 + 3_800, discount: 600 });
    const lines = [{ sku: 'EFF-A', quantity: 1 }];
    const wish = { lines, reason: 'Too strong' };
    const headers = { 'idempotency-key': 'effects-return' };
    const asked = await buyer.send('POST', `/v1/orders/${orderId}/returns`, wish, headers);
    const { returnId } = asked.body as { returnId: string };
    const received = { lines: [{ sku: 'EFF-A', quantity: 1, condition: 'resaleable' }], locationId: 'main' };
    const reply = await staff.send('POST', `/v1/admin/returns/${returnId}/receive`, received, headers);
    expect(reply.status).toBe(200);
    await platform.idle();
    const { totals } = await effectOf(promotionId);
    expect(totals).toMatchObject({ returned: 1, refunds: 1_800 + 900, discount: 500, margin: before.margin });
  });

  test('when an order is placed and never paid, then it was applied, but is no sale', async () => {
    const { applied, orders } = (await effectOf(promotionId)).totals as Record<string, number>;
    const body = orderBody({ 'EFF-A': 1 }, 'decline');
    const { orderId } = orderIn(await place(buyer, 'effects-declined', body));
    await buyer.send('POST', `/v1/orders/${orderId}/cancel`, undefined, { 'idempotency-key': 'effects-given-up' });
    await platform.idle();
    expect((await effectOf(promotionId)).totals).toMatchObject({ applied: Number(applied) + 1, orders });
  });

  test('when it has run for a moment only, then the report compares nothing yet, and says so', async () => {
    const { status, body } = await reportOf(promotionId);
    expect(status).toBe(200);
    expect(body).toMatchObject({ comparedWith: 'matched-days', control: 0 });
    expect((body as { lifts: object[] }).lifts).toEqual([
      { outcome: 'orders' },
      { outcome: 'net' },
      { outcome: 'margin' },
    ]);
    const codes = (body as { caveats: { code: string }[] }).caveats.map(({ code }) => code);
    expect(codes).toEqual([
      'not-by-chance',
      'too-little',
      'part-days',
      'cost-unknown',
      'still-running',
      'returns-may-come',
    ]);
  });
});

describe('given a promotion that chance keeps from half of the customers', () => {
  const names = Array.from({ length: 40 }, (_, at) => `half-${at}`);
  let promotionId: string;
  let people: { person: Person; heldOut: boolean }[];

  beforeAll(async () => {
    promotionId = await publish({ ...SHARED, scope: { skus: ['EFF-H'], holdOut: 50 } });
    const heldOut = (name: string) => isHeldOut(promotionId, name, 50);
    const some = [...names.filter(heldOut).slice(0, 4), ...names.filter((name) => !heldOut(name)).slice(0, 4)];
    people = await Promise.all(
      some.map(async (name) => ({ person: await signIn(platform, ['customer'], name), heldOut: heldOut(name) })),
    );
    for (const [at, { person, heldOut: isOut }] of people.entries())
      await buy(person, { 'EFF-H': isOut ? 1 + (at % 2) : 3 + (at % 2) });
    await platform.idle();
  });

  test('then only the others get it, and nobody who is not known', async () => {
    const body = { channel: 'web', lines: [{ sku: 'EFF-H', quantity: 1 }] };
    for (const { person, heldOut } of people) {
      const { total } = (await person.send('POST', '/v1/quotes', body)).body as { total: number };
      expect(total).toBe(heldOut ? 500 : 450);
    }
    expect((await platform.send('POST', '/v1/quotes', body)).body).toMatchObject({ total: 500 });
  });

  test('then the report tells what chance shows: both sides, refunds taken off, with intervals', async () => {
    const { body } = await reportOf(promotionId);
    expect(body).toMatchObject({
      comparedWith: 'hold-out',
      holdOut: 50,
      treated: 4,
      control: 4,
      totals: { orders: 4 },
    });
    const { lifts, caveats } = body as {
      lifts: { outcome: string; lift: { estimate: number; low: number; high: number; with: number } }[];
      caveats: { code: string; text: { zh: string; en: string } }[];
    };
    // Half of the customers stand for all of them: 14 units at 450 there, 6 at 500 here, doubled.
    expect(lifts.map(({ outcome, lift }) => [outcome, lift.estimate])).toEqual([
      ['orders', 0],
      ['net', 2 * (14 * 450 - 6 * 500)],
      ['margin', 2 * (14 * 350 - 6 * 400)],
    ]);
    for (const { lift } of lifts) expect(lift.low < lift.estimate && lift.estimate < lift.high).toBe(true);
    expect(caveats[0]?.code).toBe('by-chance');
    expect(caveats.every(({ text }) => text.zh !== '' && text.en !== '')).toBe(true);
  });

  test('when it is changed, then who is held out stays so', async () => {
    const path = `/v1/admin/promotions/${promotionId}`;
    const other = await staff.send('PUT', path, { ...SHARED, scope: { skus: ['EFF-H'], holdOut: 20 } });
    expect(codeIn(other)).toBe('promotions.invalid');
    const same = await staff.send('PUT', path, {
      ...SHARED,
      effect: { percent: 20 },
      scope: { skus: ['EFF-H'], holdOut: 50 },
    });
    expect(same.status).toBe(200);
    // The version beside it is a draft: what is told is of the live one.
    expect((await reportOf(promotionId)).body).toMatchObject({ version: 1 });
  });
});

test('given a promotion that was shown to visitors, then each session counts once a day, told twice, late or mixed up', async () => {
  const promotionId = await publish({ ...SHARED, scope: { skus: ['EFF-B'] } });
  const [at, long] = [new Date().toISOString(), '2026-01-01T08:00:00.000Z'];
  const impression = (sessionId: string, more: object = {}) => ({
    type: 'impression',
    promotionId,
    sessionId,
    at,
    ...more,
  });
  const events = [
    impression('one'),
    impression('one', { placement: 'cart' }),
    impression('two', { channel: 'mini-program' }),
    impression('old', { at: long }),
    impression('none', { promotionId: 'promotion_none' }),
    impression('click', { type: 'click' }),
  ];
  for (const told of [events, [...events].reverse(), events.slice(1)])
    expect((await platform.send('POST', '/v1/behaviour', { events: told })).status).toBe(202);
  await platform.idle();
  expect((await effectOf(promotionId)).byChannel).toMatchObject([
    { channel: 'mini-program', views: 1 },
    { channel: 'web', views: 1 },
  ]);
});

test('given an order that was told from elsewhere and came back, then the whole shop knows, and no promotion', async () => {
  const told = { source: 'elsewhere', currency: 'CNY', placedAt: '2026-03-01T08:00:00Z' };
  const line = { sku: 'EFF-B', quantity: 2, unitPrice: 1_000 };
  await staff.send('POST', '/v1/admin/imports/orders', { ...told, externalId: 'e1', lines: [line] });
  await staff.send('POST', '/v1/admin/imports/returns', {
    source: 'elsewhere',
    externalId: 'r1',
    orderExternalId: 'e1',
    returnedAt: '2026-03-02T08:00:00Z',
    lines: [{ ...line, quantity: 1 }],
  });
  await platform.idle();
  const { Items } = await platform.core.engine.link.call<{ Items: object[] }>('Scan', {
    TableName: 'local-effects',
    FilterExpression: 'begins_with(pk, :shop) AND begins_with(sk, :day)',
    ExpressionAttributeValues: { ':shop': { S: 'EFFECT#*#' }, ':day': { S: '2026-03-01#' } },
  });
  expect(Items).toMatchObject([
    { orders: { N: '1' }, revenue: { N: '2000' }, refunds: { N: '1000' }, returned: { N: '1' } },
  ]);
});

test('given weeks of sales before a promotion, then the day it runs on is compared with the same days of those weeks', async () => {
  const DAY_MS = 86_400_000;
  const now = Date.now();
  const told = { source: 'history', currency: 'CNY' };
  for (let before = 1; before <= 35; before += 1) {
    const week = Math.ceil(before / 7);
    await staff.send('POST', '/v1/admin/imports/orders', {
      ...told,
      externalId: `day-${before}`,
      placedAt: new Date(now - before * DAY_MS).toISOString(),
      lines: [{ sku: 'EFF-B', quantity: 1, unitPrice: 1_000 + 100 * week }],
    });
  }
  const scope = { skus: ['EFF-B'], channels: ['marketplace'] };
  const promotionId = await publish({ ...SHARED, scope });
  await platform.idle();
  const { body } = await reportOf(promotionId);
  const { from, to, control, lifts } = body as {
    from: string;
    to: string;
    control: number;
    lifts: { outcome: string; lift?: Record<string, number> }[];
  };
  // Midnight may come while the test runs.
  expect(control).toBe(from === to ? 4 : 8);
  // Weeks at 1100 to 1400; today nothing was sold there.
  const net = lifts.find(({ outcome }) => outcome === 'net')?.lift;
  expect(net).toMatchObject({ with: 0, without: 1_250, estimate: -1_250, percent: -100 });
  expect(net?.low).toBeLessThan(-1_250);
  // Each day sold as often: there is no spread to tell by.
  expect(lifts.find(({ outcome }) => outcome === 'orders')?.lift).toBeUndefined();
});

test.each(['effect', 'report'])(
  'given no such promotion, then its %s is unknown; a customer may not ask',
  async (what) => {
    const path = `/v1/admin/promotions/promotion_none/${what}`;
    expect(codeIn(await staff.send('GET', path))).toBe('promotions.unknown');
    expect((await buyer.send('GET', path)).status).toBe(403);
  },
);

test('given a draft, then there is no effect to report', async () => {
  const { body } = await staff.send('POST', '/v1/admin/promotions', { ...SHARED, scope: { skus: ['EFF-A'] } });
  expect(codeIn(await reportOf((body as { promotionId: string }).promotionId))).toBe('effects.not-begun');
});

test('given all of that, then no right was never used', () => {
  expect(unusedRightsOf(platform, 'effects')).toEqual([]);
});
