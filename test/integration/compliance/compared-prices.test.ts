import { buy, offer, type Person, signIn } from '../../support/buyer.ts';
import { codeIn } from '../../support/orders.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

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
    scope: { skus: ['NOTHING-OF-THIS'] },
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
