import { buy, offer, type Person, signIn } from '../../support/buyer.ts';
import { codeIn } from '../../support/orders.ts';
import { eventually, type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;
let buyer: Person;

const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  [staff, buyer] = await Promise.all([signIn(platform, ['staff']), signIn(platform, ['customer'])]);
  await Promise.all([
    offer(staff, 'LAW-A', { stock: 50, price: 10_000 }),
    offer(staff, 'LAW-B', { stock: 50, price: 10_000 }),
    offer(staff, 'LAW-NEVER', { price: 10_000 }),
  ]);
});
afterAll(() => platform.discard());

interface Refusal {
  code: string;
  errors: { path: string; code: string; rule?: string }[];
}

async function draft(more: object): Promise<string> {
  const body = {
    name: 'Less',
    kind: 'percent-off',
    effect: { percent: 10 },
    validFrom: '2020-01-01T00:00:00Z',
    validTo: '2090-01-01T00:00:00Z',
    scope: { skus: ['LAW-NEVER'] },
    ...more,
  };
  const reply = await staff.send('POST', '/v1/admin/promotions', body);
  expect([reply.status, reply.body]).toEqual([201, expect.anything()]);
  return (reply.body as { promotionId: string }).promotionId;
}

const publish = async (more: object) => {
  const promotionId = await draft(more);
  const { status, body } = await staff.send('POST', `/v1/admin/promotions/${promotionId}/publish`);
  return { promotionId, status, body: body as Refusal };
};

const comparedWith = (sku: string, price: number, more: object = {}) => ({ comparedPrices: [{ sku, price, ...more }] });

const tellImport = async (externalId: string, sku: string, unitPrice: number, placedAt: string) => {
  const lines = [{ sku, quantity: 2, unitPrice }];
  const told = { source: 'elsewhere', externalId, placedAt, currency: 'CNY', lines };
  const reply = await staff.send('POST', '/v1/admin/imports/orders', told);
  expect(reply.status).toBe(201);
};

const refused = { status: 409, body: { code: 'promotions.not-publishable' } };
const baseBroken = [{ path: 'comparedPrices.0.price', code: 'law.base-price', rule: '规范促销行为暂行规定 Art.21' }];

describe('a promotion with a compared price', () => {
  test('given a deal at 100.00 today, then 100.00 may be struck through, and 100.01 may not', async () => {
    await buy(buyer, ['LAW-A']);
    await platform.idle();
    expect(await publish(comparedWith('LAW-A', 10_000))).toMatchObject({ status: 200 });
    const { status, body } = await publish(comparedWith('LAW-A', 10_001));
    expect({ status, body }).toMatchObject(refused);
    expect(body.errors).toEqual(baseBroken);
  });

  test('given a label of the manufacturer, then nothing is compared', async () => {
    const labelled = comparedWith('LAW-A', 12_900, { label: '厂商建议零售价' });
    expect(await publish(labelled)).toMatchObject({ status: 200 });
  });

  test('given nothing ever sold, then it goes live, and there is nothing it may be compared with', async () => {
    const { status, promotionId } = await publish(comparedWith('LAW-NEVER', 99_999));
    expect(status).toBe(200);
    const { body } = await staff.send('GET', `/v1/admin/compliance/evidence?promotionId=${promotionId}`);
    const { items } = body as { items: { what: string; compared: { base: number | null; verdict: string }[] }[] };
    expect(items).toMatchObject([{ what: 'published' }]);
    expect(new Set(items[0]?.compared.map(({ base, verdict }) => `${base} ${verdict}`))).toEqual(
      new Set(['null no-deal']),
    );
  });

  test('given a cheaper deal of the week and a cheaper one before it, then only that of the week counts', async () => {
    await tellImport('m1', 'LAW-B', 7_000, inDays(-9));
    await tellImport('m2', 'LAW-B', 9_500, inDays(-3));
    await tellImport('m3', 'LAW-B', 9_900, inDays(-1));
    await platform.idle();
    const here = { scope: { skus: ['LAW-B'], channels: ['marketplace'] } };
    expect(await publish({ ...here, ...comparedWith('LAW-B', 9_501) })).toMatchObject(refused);
    expect(await publish({ ...here, ...comparedWith('LAW-B', 9_500) })).toMatchObject({ status: 200 });
  });

  test('given a deal that was cancelled, then it counts no more', async () => {
    const web = { scope: { skus: ['LAW-B'], channels: ['web'] } };
    await buy(buyer, ['LAW-B']);
    await staff.send('PUT', '/v1/admin/products/LAW-B', {
      name: { en: 'B' },
      category: 'tea',
      price: { amount: 8_000, currency: 'CNY' },
      status: 'active',
    });
    const cheap = await buy(buyer, ['LAW-B']);
    await platform.idle();
    expect(await publish({ ...web, ...comparedWith('LAW-B', 10_000) })).toMatchObject(refused);
    await buyer.send('POST', `/v1/orders/${cheap}/cancel`, {}, { 'idempotency-key': 'law-cancel' });
    await platform.idle();
    expect(await publish({ ...web, ...comparedWith('LAW-B', 10_000) })).toMatchObject({ status: 200 });
  });

  test('given forbidden words in name and rules, then each is refused at its place by its rule', async () => {
    const { body } = await publish({ name: { zh: '国家级优惠' }, terms: { zh: '最终解释权归本店所有' } });
    expect(body.errors).toEqual([
      { path: 'name.zh', code: 'law.superlative', rule: '广告法 Art.9' },
      { path: 'terms.zh', code: 'law.final-interpretation', rule: '消费者权益保护法 Art.26' },
    ]);
    expect(codeIn({ body } as never)).toBe('promotions.not-publishable');
  });
});

describe('a promotion that was published ahead', () => {
  test('given a cheaper deal before its start, when it has started, then it is stopped once, told of, and the evidence is kept', async () => {
    const validFrom = new Date(Date.now() + 3_000).toISOString();
    await tellImport('s1', 'LAW-NEVER', 9_000, inDays(-2));
    await platform.idle();
    const ahead = { validFrom, scope: { skus: ['LAW-NEVER'], channels: ['marketplace'] } };
    const [bad, good] = [
      await publish({ ...ahead, ...comparedWith('LAW-NEVER', 9_000) }),
      await publish({ ...ahead, ...comparedWith('LAW-NEVER', 5_000) }),
    ];
    expect([bad.status, good.status]).toEqual([200, 200]);
    await tellImport('s2', 'LAW-NEVER', 6_000, inDays(0));
    await platform.idle();
    await eventually(() => new Date().toISOString() > validFrom);
    for (const _again of [1, 2]) {
      platform.fireSchedule('local-compliance-check-starts');
      await platform.idle();
    }
    const stateOf = async (promotionId: string) =>
      ((await staff.send('GET', `/v1/admin/promotions/${promotionId}`)).body as { state: string }).state;
    expect([await stateOf(bad.promotionId), await stateOf(good.promotionId)]).toEqual(['stopped', 'published']);
    const kept = await staff.send('GET', `/v1/admin/compliance/evidence?promotionId=${bad.promotionId}`);
    expect((kept.body as { items: object[] }).items).toMatchObject([
      { what: 'published', compared: [{ base: 9_000, verdict: 'true' }] },
      { what: 'stopped', compared: [{ base: 6_000, verdict: 'too-high' }] },
    ]);
  });
});

describe('the list price of a product', () => {
  const put = (price: number, listPrice: number, more: object = {}) =>
    staff.send('PUT', '/v1/admin/products/LAW-LIST', {
      name: { en: 'List' },
      category: 'tea',
      status: 'active',
      price: { amount: price, currency: 'CNY' },
      listPrice: { amount: listPrice, currency: 'CNY' },
      ...more,
    });
  /** On the product's page; a quote must show the same. */
  const shown = async (channel = 'web') => {
    const page = await buyer.send('GET', `/v1/products/LAW-LIST?channel=${channel}`);
    const amount = (page.body as { listPrice?: { amount: number } }).listPrice?.amount;
    const cart = { channel, lines: [{ sku: 'LAW-LIST', quantity: 1 }] };
    const { body } = await buyer.send('POST', '/v1/quotes', cart);
    expect((body as { lines: { listPrice?: number }[] }).lines.map(({ listPrice }) => listPrice)).toEqual([amount]);
    return amount;
  };

  test('given no deal, then it is not shown and staff are told by which rule', async () => {
    const { body } = await put(10_000, 12_000);
    const rule = '明码标价和禁止价格欺诈规定 Art.16';
    expect(body).toMatchObject({ notices: [{ path: 'listPrice', code: 'law.compared-price', rule }] });
    expect(await shown()).toBeUndefined();
  });

  test('given deals at 100.00, when it is cut to 80.00, then 100.00 is shown where it was paid, and 120.00 nowhere', async () => {
    const receipt = { sku: 'LAW-LIST', locationId: 'main', quantity: 5, reference: 'list' };
    await staff.send('POST', '/v1/admin/stock/receipts', receipt);
    await buy(buyer, ['LAW-LIST']);
    await platform.idle();
    await put(8_000, 12_000);
    expect(await shown()).toBeUndefined();
    expect((await put(8_000, 10_000)).body).not.toHaveProperty('notices');
    expect([await shown(), await shown('live')]).toEqual([10_000, undefined]);
  });

  test('given sales of the reduction itself, then it stays shown until the price is cut again', async () => {
    await buy(buyer, ['LAW-LIST']);
    await platform.idle();
    await put(8_000, 10_000, { brand: 'Renamed' });
    expect(await shown()).toBe(10_000);
    await put(7_000, 10_000);
    expect(await shown()).toBeUndefined();
    await put(7_000, 10_000, { listPriceLabel: 'MSRP' });
    expect(await shown()).toBe(10_000);
  });
});
