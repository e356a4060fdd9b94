import { replayArchive } from '../../../local/replay.ts';
import { localDate } from '../../../shared/kernel/time.ts';
import { push, ship } from '../../support/buyer.ts';
import { type CountedShop, type Figures, openCountedShop, TENTH } from '../../support/counted-shop.ts';
import { orderBody, orderIn, place } from '../../support/orders.ts';

let shop: CountedShop;

beforeAll(async () => {
  shop = await openCountedShop();
});
afterAll(() => shop.platform.discard());

describe('given a promotion of which a brand pays a part', () => {
  let promotionId: string;
  beforeAll(async () => {
    promotionId = await shop.publish({
      ...TENTH,
      scope: { skus: ['EFF-A'] },
      funders: [{ funder: 'brand-x', percent: 40 }],
    });
    await shop.buy(shop.buyer, { 'EFF-A': 3 });
    await shop.buy(shop.buyer, { 'EFF-A': 1 }, { channel: 'live' });
    await shop.platform.idle();
  });

  test('when it was bought with, then it is counted at once by channel, with who paid for it and what is left', async () => {
    const { totals, byChannel, byDay } = await shop.effectOf(promotionId);
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
    expect((await shop.effectOf(promotionId, '?to=2020-12-31')).byDay).toEqual([]);
  });

  test('when one is cancelled, then its discount and margin are gone, and its revenue came back', async () => {
    const orderId = await shop.buy(shop.buyer, { 'EFF-A': 2 });
    await shop.platform.idle();
    expect((await shop.effectOf(promotionId)).totals).toMatchObject({ orders: 3, revenue: 5_400, discount: 600 });
    const headers = { 'idempotency-key': 'effects-cancel' };
    const { status } = await shop.buyer.send('POST', `/v1/orders/${orderId}/cancel`, undefined, headers);
    expect(status).toBe(200);
    await shop.platform.idle();
    const { totals } = await shop.effectOf(promotionId);
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
    const orderId = await shop.buy(shop.buyer, { 'EFF-A': 2, 'EFF-B': 1 });
    const trackingNumber = await ship(shop.staff, orderId);
    await push(shop.platform, {
      trackingNumber,
      status: 'DELIVERED',
      at: new Date().toISOString(),
      eventId: 'effects-delivered',
    });
    await shop.platform.idle();
    const before = (await shop.effectOf(promotionId)).totals;
    expect(before).toMatchObject({ orders: 4, costed: 3, revenue: 5_400 + 3_800, discount: 600 });
    const lines = [{ sku: 'EFF-A', quantity: 1 }];
    const wish = { lines, reason: 'Too strong' };
    const headers = { 'idempotency-key': 'effects-return' };
    const asked = await shop.buyer.send('POST', `/v1/orders/${orderId}/returns`, wish, headers);
    const { returnId } = asked.body as { returnId: string };
    const received = { lines: [{ sku: 'EFF-A', quantity: 1, condition: 'resaleable' }], locationId: 'main' };
    const reply = await shop.staff.send('POST', `/v1/admin/returns/${returnId}/receive`, received, headers);
    expect(reply.status).toBe(200);
    await shop.platform.idle();
    const { totals } = await shop.effectOf(promotionId);
    expect(totals).toMatchObject({ returned: 1, refunds: 1_800 + 900, discount: 500, margin: before.margin });
  });

  test('when an order is placed and never paid, then it was applied, but is no sale', async () => {
    const { applied, orders } = (await shop.effectOf(promotionId)).totals as Record<string, number>;
    const body = orderBody({ 'EFF-A': 1 }, 'decline');
    const { orderId } = orderIn(await place(shop.buyer, 'effects-declined', body));
    await shop.buyer.send('POST', `/v1/orders/${orderId}/cancel`, undefined, { 'idempotency-key': 'effects-given-up' });
    await shop.platform.idle();
    expect((await shop.effectOf(promotionId)).totals).toMatchObject({ applied: Number(applied) + 1, orders });
  });

  test('when it has run for a moment only, then the report compares nothing yet, and says so', async () => {
    const { status, body } = await shop.reportOf(promotionId);
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

test('given a promotion that was shown to visitors, then each session counts once a day, told twice, late or mixed up', async () => {
  const promotionId = await shop.publish({ ...TENTH, scope: { skus: ['EFF-B'] } });
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
    expect((await shop.platform.send('POST', '/v1/behaviour', { events: told })).status).toBe(202);
  await shop.platform.idle();
  expect((await shop.effectOf(promotionId)).byChannel).toMatchObject([
    { channel: 'mini-program', views: 1 },
    { channel: 'web', views: 1 },
  ]);
});

describe('given the counters of a shop were never there, as where this version is new', () => {
  type Key = { pk: { S: string }; sk: { S: string } };
  const TableName = 'local-effects';
  const engine = () => shop.platform.core.engine.link;
  const itemsOf = async () => (await engine().call<{ Items: Key[] }>('Scan', { TableName })).Items;

  /** What is told of every promotion. */
  async function toldOfAll() {
    const { body } = await shop.staff.send('GET', '/v1/admin/promotions?limit=100');
    const { items } = body as { items: { promotionId: string }[] };
    const effects = await Promise.all(
      items.map(async ({ promotionId }) => [promotionId, await shop.effectOf(promotionId)]),
    );
    return Object.fromEntries(effects) as Record<string, Figures>;
  }

  test('when the archive of its events is replayed, then every figure is there', async () => {
    const before = await toldOfAll();
    expect(Object.values(before).some(({ totals }) => Number(totals.refunds) > 0 && Number(totals.discount) > 0)).toBe(
      true,
    );
    for (const { pk, sk } of await itemsOf()) await engine().call('DeleteItem', { TableName, Key: { pk, sk } });
    expect(Object.values(await toldOfAll()).every(({ byDay }) => byDay.length === 0)).toBe(true);
    await replayArchive(shop.platform, { dataDir: shop.platform.dataDir, times: 2, seed: 3 });
    expect(await toldOfAll()).toEqual(before);
  });
});
