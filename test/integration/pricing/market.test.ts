import { readEventArchive } from '../../../local/event-archive.ts';
import { offer, type Person, signIn } from '../../support/buyer.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';
import { type Change, priceOf } from '../../support/prices.ts';

let platform: TestPlatform;
let staff: Person;
let admin: Person;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  platform.core.scheduler.stop();
  staff = await signIn(platform, ['staff'], 'staff_1');
  admin = await signIn(platform, ['admin'], 'admin_1');
  for (const sku of ['DEAR', 'FAIR', 'CHEAP', 'ALONE']) await offer(staff, sku, { price: 1_000 });
  await admin.send('PUT', '/v1/admin/price-guards', { parity: { percent: 5, maxAgeDays: 30 } });
});

afterAll(() => platform.discard());

const observedAt = new Date(Date.now() - 3_600_000).toISOString();
const seen = (sku: string, price: number, competitor = 'X') => ({
  sku,
  competitor,
  price,
  currency: 'CNY',
  observedAt,
});
const tell = (body: object) => staff.send('POST', '/v1/admin/competitor-prices', body);
const alerts = (sku: string) =>
  readEventArchive(platform.dataDir).filter((line) => line.includes('PriceAlert.v1') && line.includes(sku));

describe('given prices seen at competitors', () => {
  test('when they are told as JSON and as CSV, again and twice, then each counts once', async () => {
    const observations = [seen('DEAR', 900), seen('FAIR', 1_000), seen('FAIR', 1_000)];
    expect((await tell({ observations })).body).toEqual({ told: 3, recorded: 2 });
    expect((await tell({ observations })).body).toEqual({ told: 3, recorded: 0 });
    const rows = [
      ['CHEAP', '"X, Ltd."', 1_200],
      ['DEAR', 'X', 900],
    ].map((row) => [...row, 'CNY', observedAt].join(','));
    const csv = ['sku,competitor,price,currency,observedAt', ...rows].join('\n');
    expect((await tell({ csv: csv.replace('"X, Ltd."', '"X Ltd."') })).body).toEqual({ told: 2, recorded: 1 });
  });

  test('when ours are compared, then the widest gap is first, and what nobody else sells is not compared', async () => {
    const { body } = await staff.send('GET', '/v1/admin/price-parity');
    const { items, compared, breached } = body as {
      items: { sku: string; gap: number }[];
      compared: number;
      breached: number;
    };
    expect(items.map(({ sku, gap }) => [sku, gap])).toEqual([
      ['DEAR', 111],
      ['FAIR', 0],
      ['CHEAP', -167],
    ]);
    expect([compared, breached]).toEqual([3, 1]);
  });

  test('when ours is too dear, then somebody is told once; and again only after it was well', async () => {
    await platform.idle();
    expect(alerts('DEAR')).toHaveLength(1);
    await tell({ observations: [seen('DEAR', 890, 'Y')] });
    await offer(staff, 'DEAR', { price: 900 });
    platform.fireSchedule('local-pricing-watch-parity');
    await platform.idle();
    expect(alerts('DEAR')).toHaveLength(1);
    await offer(staff, 'DEAR', { price: 1_000 });
    platform.fireSchedule('local-pricing-watch-parity');
    platform.fireSchedule('local-pricing-watch-parity');
    await platform.idle();
    expect(alerts('DEAR')).toHaveLength(2);
  });

  test('when 500 are told at once, of many SKUs, then all of them are there', async () => {
    const observations = Array.from({ length: 500 }, (_, at) =>
      seen(['DEAR', 'FAIR', 'CHEAP'][at % 3] ?? '', 1_000 + at, `C${at}`),
    );
    expect((await tell({ observations })).body).toEqual({ told: 500, recorded: 500 });
  });

  const ahead = new Date(Date.now() + 86_400_000).toISOString();
  test.each<[string, object, number, string, string]>([
    ['of an unknown SKU', { observations: [seen('NOBODY', 1)] }, 404, 'catalog.unknown-sku', 'observations.0.sku'],
    [
      'in another currency',
      { observations: [{ ...seen('FAIR', 1), currency: 'GBP' }] },
      400,
      'pricing.wrong-currency',
      'observations.0.currency',
    ],
    [
      'from the future',
      { observations: [{ ...seen('FAIR', 1), observedAt: ahead }] },
      400,
      'pricing.observed-in-future',
      'observations.0.observedAt',
    ],
    ['without a column', { csv: 'sku,price\nFAIR,1' }, 400, 'pricing.csv-lacks-column', 'csv.0'],
    [
      'with a price that is none',
      { csv: `sku,competitor,price,currency,observedAt\nFAIR,X,dear,CNY,${observedAt}` },
      400,
      'request.invalid',
      'csv.0.price',
    ],
  ])('when one %s is told, then the batch is refused with its place', async (_what, body, status, code, path) => {
    const reply = await tell(body);
    expect(reply).toMatchObject({ status, body: { code, errors: [{ path }] } });
  });
});

describe('given rules', () => {
  const put = (ruleId: string, body: object) =>
    staff.send('PUT', `/v1/admin/price-rules/${ruleId}`, { name: ruleId, ...body });
  const run = async (ruleId: string) => (await staff.send('POST', `/v1/admin/price-rules/${ruleId}/propose`)).body;

  interface Proposal {
    proposalId: string;
    sku: string;
    price: number;
    evidence: Record<string, unknown>;
    findings: { code: string }[];
  }
  const proposals = async () =>
    ((await staff.send('GET', '/v1/admin/price-proposals?limit=100')).body as { items: Proposal[] }).items;

  test('when a rule looks, then it proposes with evidence, changes no price, and what is accepted holds', async () => {
    const costly = {
      name: { en: 'C' },
      category: 'cups/tall',
      price: { amount: 1_000, currency: 'CNY' },
      status: 'active',
    };
    for (const sku of ['CUP-1', 'CUP-2']) {
      await staff.send('PUT', `/v1/admin/products/${sku}`, { ...costly, cost: { amount: 700, currency: 'CNY' } });
    }
    await put('cost', {
      method: { kind: 'cost-plus', percent: 50 },
      categories: ['cups'],
      ending: { step: 100, ending: 90 },
    });
    expect(await run('cost')).toEqual({ ruleId: 'cost', looked: 2, proposed: 2 });
    const [first] = await proposals();
    expect(first).toMatchObject({ sku: 'CUP-1', price: 1_090, evidence: { cost: 700, percent: 50 }, findings: [] });
    expect(await priceOf(platform, 'CUP-1')).toBe(1_000);
    const accept = (key: string) =>
      staff.send('POST', `/v1/admin/price-proposals/${first?.proposalId}/accept`, undefined, {
        'idempotency-key': key,
      });
    const accepted = await accept('accept-1');
    expect(accepted).toMatchObject({ status: 201, body: { status: 'applied', reason: 'rule cost' } });
    expect(((await accept('accept-1')).body as Change).changeId).toBe((accepted.body as Change).changeId);
    expect(await accept('accept-2')).toMatchObject({ status: 404, body: { code: 'pricing.unknown-proposal' } });
    expect(await priceOf(platform, 'CUP-1')).toBe(1_090);
    expect((await proposals()).map(({ sku }) => sku)).toEqual(['CUP-2']);
  });

  test('when the price moved since, then the proposal is stale; the next night drops what needs no proposal any more', async () => {
    const [stale] = await proposals();
    await offer(staff, 'CUP-2', { price: 1_090, category: 'cups' });
    const path = `/v1/admin/price-proposals/${stale?.proposalId}/accept`;
    const reply = await staff.send('POST', path, undefined, { 'idempotency-key': 'stale' });
    expect(reply).toMatchObject({ status: 409, body: { code: 'pricing.proposal-stale' } });
    platform.fireSchedule('local-pricing-propose-nightly');
    await platform.idle();
    expect(await proposals()).toEqual([]);
  });

  test('when a proposal does not pass a guard, then it says so, and accepting it is refused', async () => {
    await admin.send('PUT', '/v1/admin/price-guards', { floor: { percentOverCost: 100, act: 'block' } });
    const product = {
      name: { en: 'C' },
      category: 'cups',
      price: { amount: 2_000, currency: 'CNY' },
      status: 'active',
    };
    await staff.send('PUT', '/v1/admin/products/CUP-3', { ...product, cost: { amount: 1_000, currency: 'CNY' } });
    await put('low', { method: { kind: 'cost-plus', percent: 10 }, skus: ['CUP-3'] });
    await run('low');
    const [low] = (await proposals()).filter(({ sku }) => sku === 'CUP-3');
    expect(low?.findings).toEqual([{ code: 'pricing.below-floor', act: 'block' }]);
    const path = `/v1/admin/price-proposals/${low?.proposalId}/accept`;
    const reply = await staff.send('POST', path, undefined, { 'idempotency-key': 'low' });
    expect(reply).toMatchObject({ status: 422, body: { code: 'pricing.below-floor' } });
  });
});
