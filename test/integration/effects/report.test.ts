import { isHeldOut } from '../../../functions/promotions/domain/hold-out.ts';
import { type Person, signIn } from '../../support/buyer.ts';
import { type CountedShop, openCountedShop, TENTH } from '../../support/counted-shop.ts';
import { codeIn } from '../../support/orders.ts';

let shop: CountedShop;

beforeAll(async () => {
  shop = await openCountedShop();
});
afterAll(() => shop.platform.discard());

describe('given a promotion that chance keeps from half of the customers', () => {
  const names = Array.from({ length: 40 }, (_, at) => `half-${at}`);
  let promotionId: string;
  let people: { person: Person; heldOut: boolean }[];

  beforeAll(async () => {
    promotionId = await shop.publish({ ...TENTH, scope: { skus: ['EFF-H'], holdOut: 50 } });
    const heldOut = (name: string) => isHeldOut(promotionId, name, 50);
    const some = [...names.filter(heldOut).slice(0, 4), ...names.filter((name) => !heldOut(name)).slice(0, 4)];
    people = await Promise.all(
      some.map(async (name) => ({ person: await signIn(shop.platform, ['customer'], name), heldOut: heldOut(name) })),
    );
    for (const [at, { person, heldOut: isOut }] of people.entries())
      await shop.buy(person, { 'EFF-H': isOut ? 1 + (at % 2) : 3 + (at % 2) });
    await shop.platform.idle();
  });

  test('then only the others get it, and nobody who is not known', async () => {
    const body = { channel: 'web', lines: [{ sku: 'EFF-H', quantity: 1 }] };
    for (const { person, heldOut } of people) {
      const { total } = (await person.send('POST', '/v1/quotes', body)).body as { total: number };
      expect(total).toBe(heldOut ? 500 : 450);
    }
    expect((await shop.platform.send('POST', '/v1/quotes', body)).body).toMatchObject({ total: 500 });
  });

  test('then the report tells what chance shows: both sides, refunds taken off, with intervals', async () => {
    const { body } = await shop.reportOf(promotionId);
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
    const other = await shop.staff.send('PUT', path, { ...TENTH, scope: { skus: ['EFF-H'], holdOut: 20 } });
    expect(codeIn(other)).toBe('promotions.invalid');
    const same = await shop.staff.send('PUT', path, {
      ...TENTH,
      effect: { percent: 20 },
      scope: { skus: ['EFF-H'], holdOut: 50 },
    });
    expect(same.status).toBe(200);
    // The version beside it is a draft: what is told is of the live one.
    expect((await shop.reportOf(promotionId)).body).toMatchObject({ version: 1 });
  });
});

test('given weeks of sales before a promotion, then the day it runs on is compared with the same days of those weeks', async () => {
  const DAY_MS = 86_400_000;
  const now = Date.now();
  const told = { source: 'history', currency: 'CNY' };
  for (let before = 1; before <= 35; before += 1) {
    const week = Math.ceil(before / 7);
    await shop.staff.send('POST', '/v1/admin/imports/orders', {
      ...told,
      externalId: `day-${before}`,
      placedAt: new Date(now - before * DAY_MS).toISOString(),
      lines: [{ sku: 'EFF-B', quantity: 1, unitPrice: 1_000 + 100 * week }],
    });
  }
  const scope = { skus: ['EFF-B'], channels: ['marketplace'] };
  const promotionId = await shop.publish({ ...TENTH, scope });
  await shop.platform.idle();
  const { body } = await shop.reportOf(promotionId);
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
    expect(codeIn(await shop.staff.send('GET', path))).toBe('promotions.unknown');
    expect((await shop.buyer.send('GET', path)).status).toBe(403);
  },
);

test('given a draft, then there is no effect to report', async () => {
  const { body } = await shop.staff.send('POST', '/v1/admin/promotions', { ...TENTH, scope: { skus: ['EFF-A'] } });
  expect(codeIn(await shop.reportOf((body as { promotionId: string }).promotionId))).toBe('effects.not-begun');
});

test('given an order that was told from elsewhere and came back, then the whole shop knows, and no promotion', async () => {
  const told = { source: 'elsewhere', currency: 'CNY', placedAt: '2026-03-01T08:00:00Z' };
  const line = { sku: 'EFF-B', quantity: 2, unitPrice: 1_000 };
  await shop.staff.send('POST', '/v1/admin/imports/orders', { ...told, externalId: 'e1', lines: [line] });
  await shop.staff.send('POST', '/v1/admin/imports/returns', {
    source: 'elsewhere',
    externalId: 'r1',
    orderExternalId: 'e1',
    returnedAt: '2026-03-02T08:00:00Z',
    lines: [{ ...line, quantity: 1 }],
  });
  await shop.platform.idle();
  const { Items } = await shop.platform.core.engine.link.call<{ Items: object[] }>('Scan', {
    TableName: 'local-effects',
    FilterExpression: 'begins_with(pk, :shop) AND begins_with(sk, :day)',
    ExpressionAttributeValues: { ':shop': { S: 'EFFECT#*#' }, ':day': { S: '2026-03-01#' } },
  });
  expect(Items).toMatchObject([
    { orders: { N: '1' }, revenue: { N: '2000' }, refunds: { N: '1000' }, returned: { N: '1' } },
  ]);
});
