import type { EventContract } from '../../../events/contract.ts';
import { OrderImported } from '../../../events/orders/order-imported.v1.ts';
import { OrderPlaced } from '../../../events/orders/order-placed.v1.ts';
import { OrderRefunded } from '../../../events/orders/order-refunded.v1.ts';
import { localDate } from '../../../shared/kernel/time.ts';
import { buy, offer, type Person, signIn } from '../../support/buyer.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';
import { unusedRightsOf } from '../../support/rights.ts';

let platform: TestPlatform;
let staff: Person;
beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['staff'], 's1');
});
afterAll(() => platform.discard());

const publish = <Data>(contract: EventContract<Data>, id: string, data: Partial<Data> = {}, channel?: string) => {
  const { source, detailType, type, example } = contract;
  const about = { id, type, occurredAt: '2025-11-21T08:00:00.000Z', subject: id, correlationId: id, causationId: id };
  const detail = JSON.stringify({ ...about, ...(channel ? { channel } : {}), data: { ...example, ...data } });
  const time = '2025-11-21T08:00:00Z';
  platform.core.bus.put([{ bus: 'local-oneshelf', source, detailType, detail, time, resources: [] }]);
};

const ask = (query: string) => staff.send('GET', `/v1/admin/insights/daily-sales?${query}`);

describe('daily sales', () => {
  beforeAll(async () => {
    for (let order = 0; order < 60; order += 1)
      publish(OrderPlaced, `web-${order}`, { placedAt: '2025-11-21T08:00:00.000Z' }, 'web');
    for (let order = 0; order < 60; order += 2)
      publish(OrderPlaced, `web-${order}`, { placedAt: '2025-11-21T08:00:00.000Z' }, 'web');
    // Midnight of the shop is 16:00 UTC.
    publish(OrderPlaced, 'before', { placedAt: '2025-11-22T15:59:59.999Z' }, 'store');
    publish(OrderPlaced, 'after', { placedAt: '2025-11-22T16:00:00.000Z' }, 'store');
    publish(OrderRefunded, 'refund', { refundedAt: '2025-11-22T17:00:00.000Z', amount: 500, channel: 'store' });
    publish(
      OrderImported,
      'imported',
      { placedAt: '2010-12-01T08:26:00.000Z', gross: 13912, units: 40 },
      'marketplace',
    );
    await platform.idle();
  });

  test('given orders of which half were delivered twice, then each counts once, by the day and channel', async () => {
    const { status, body } = await ask('from=2025-11-21&to=2025-11-23');
    expect(status).toBe(200);
    const one = { orders: 1, units: 2, gross: 9800, discounts: 980, net: 8820, refunds: 0 };
    expect(body).toEqual({
      items: [
        {
          date: '2025-11-21',
          channel: 'web',
          orders: 60,
          units: 120,
          gross: 588_000,
          discounts: 58_800,
          net: 529_200,
          refunds: 0,
        },
        { ...one, date: '2025-11-22', channel: 'store' },
        { ...one, date: '2025-11-23', channel: 'store', refunds: 500 },
      ],
    });
  });

  test('given both ends and a channel, then only what lies within', async () => {
    const { body } = await ask('from=2025-11-22&to=2025-11-22&channel=store');
    expect(body).toMatchObject({ items: [{ date: '2025-11-22', channel: 'store' }] });
    expect((await ask('from=2025-11-21&to=2025-11-21&channel=live')).body).toEqual({ items: [] });
  });

  test('given imported orders, then they stand on the day they were placed', async () => {
    const { body } = await ask('from=2010-12-01&to=2010-12-31');
    expect(body).toMatchObject({ items: [{ date: '2010-12-01', channel: 'marketplace', orders: 1, gross: 13912 }] });
  });

  test('given an order placed through the shop, then it counts today, on its channel', async () => {
    await offer(staff, 'TEA-01', { stock: 10, price: 4_900 });
    await buy(await signIn(platform, ['customer'], 'buyer'), ['TEA-01']);
    await platform.idle();
    const today = localDate(new Date().toISOString(), 'Asia/Shanghai');
    const { body } = await ask(`from=${today}&to=${today}&channel=web`);
    expect(body).toMatchObject({ items: [{ date: today, channel: 'web', orders: 1, units: 1, gross: 4_900 }] });
  });

  test.each([
    ['from=2025-11-21&to=2025-11-20', 'insights.bad-range'],
    ['from=2025-01-01&to=2026-02-05', 'insights.range-too-long'],
    ['from=2026-02-30&to=2026-03-01', 'request.invalid'],
    ['from=2026-02-01', 'request.invalid'],
    ['from=2026-02-01&to=2026-02-02&channel=fax', 'request.invalid'],
    ['from=2026-02-01&to=2026-02-02&page=2', 'request.invalid'],
  ])('given %s, then it is refused', async (query, code) => {
    expect(await ask(query)).toMatchObject({ status: 400, body: { code } });
  });

  test('given a customer who asks, then it is forbidden', async () => {
    const customer = await signIn(platform, ['customer'], 'c1');
    const path = '/v1/admin/insights/daily-sales?from=2025-11-21&to=2025-11-21';
    expect((await customer.send('GET', path)).status).toBe(403);
  });

  test('given all of that, then no function of insights holds a right that it never used', () => {
    expect(unusedRightsOf(platform, 'insights')).toEqual([]);
  });
});
