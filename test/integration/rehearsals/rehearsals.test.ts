import { buy, type Person, signIn } from '../../support/buyer.ts';
import { eventually, type TestPlatform, testPlatform } from '../../support/platform.ts';
import { unusedRightsOf } from '../../support/rights.ts';

let platform: TestPlatform;
let staff: Person;
let admin: Person;
let buyer: Person;

interface Finding {
  code: string;
  colour: string;
  evidence: Record<string, unknown>;
}

interface Rehearsal {
  rehearsalId: string;
  state: string;
  progress: { orders: number; percent: number };
  report?: {
    verdict: string;
    orders: number;
    touched: number;
    discount: number;
    revenue: { without: number; with: number };
    margin: { without: number; with: number };
    byDay: { orders: number; touched: number; discount: number }[];
    findings: Finding[];
  };
}

const ALWAYS = { validFrom: '2020-01-01T00:00:00Z', validTo: '2099-01-01T00:00:00Z' };
const half = (name: string, scope: object, more: object = {}) => ({
  ...{ ...ALWAYS, name, kind: 'percent-off', layer: 'item', effect: { percent: 30 }, scope },
  ...more,
});

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['staff'], 'staff_1');
  admin = await signIn(platform, ['admin'], 'admin_1');
  buyer = await signIn(platform, ['customer']);
  for (const [sku, cost] of [
    ['TEA', 600],
    ['CUP', 300],
  ] as const) {
    const price = { amount: 1_000, currency: 'CNY' };
    const product = { name: { en: sku }, category: 'tea', price, cost: { ...price, amount: cost }, status: 'active' };
    await staff.send('PUT', `/v1/admin/products/${sku}`, product);
    const receipt = { sku, locationId: 'main', quantity: 10, reference: `receipt-${sku}` };
    await staff.send('POST', '/v1/admin/stock/receipts', receipt);
  }
  for (const skus of [['TEA'], ['TEA', 'CUP'], ['CUP']]) await buy(buyer, skus);
  await platform.idle();
});

afterAll(() => platform.discard());

async function draft(body: object): Promise<string> {
  const reply = await staff.send('POST', '/v1/admin/promotions', body);
  expect(reply.status).toBe(201);
  return (reply.body as { promotionId: string }).promotionId;
}

const publish = (promotionId: string, body?: object, by = staff) =>
  by.send('POST', `/v1/admin/promotions/${promotionId}/publish`, body);

async function goLive(promotionId: string): Promise<void> {
  expect(await publish(promotionId)).toMatchObject({ status: 200 });
}

let keys = 0;

async function rehearse(promotionId: string, body: object = { days: 30 }) {
  keys += 1;
  const path = `/v1/admin/promotions/${promotionId}/rehearse`;
  const begun = await staff.send('POST', path, body, { 'idempotency-key': `rehearsal-${keys}` });
  expect(begun.status).toBe(202);
  return reportAt((begun.body as { href: string }).href);
}

let lastHref = '';

async function reportAt(href: string) {
  lastHref = href;
  let seen: Rehearsal | undefined;
  await eventually(async () => {
    seen = (await staff.send('GET', href)).body as Rehearsal;
    return seen.state === 'done';
  });
  return seen?.report as NonNullable<Rehearsal['report']>;
}

const finding = ({ findings }: { findings: Finding[] }, code: string) => findings.find((one) => one.code === code);

test('given past orders, when a draft is rehearsed, then its cost, reach and margin are told', async () => {
  const report = await rehearse(await draft(half('Tea 30', { skus: ['CUP'] })));
  expect(report).toMatchObject({ orders: 3, touched: 2, discount: 600, verdict: 'green' });
  expect(report.revenue).toEqual({ without: 4_000, with: 3_400 });
  expect(report.margin).toEqual({ without: 4_000 - 1_200 - 600, with: 4_000 - 1_200 - 600 - 600 });
  expect(report.byDay).toMatchObject([{ orders: 3, touched: 2, discount: 600 }]);
});

test('given two discounts that go below cost only together, when one is rehearsed, then the pair is found and keeps it from going live', async () => {
  const other = await draft(
    half('Planted', { skus: ['TEA'] }, { layer: 'shop', kind: 'percent-off', effect: { percent: 20 } }),
  );
  await goLive(other);
  const promotionId = await draft(half('Tea 30', { skus: ['TEA'] }));
  const report = await rehearse(promotionId);
  expect(report.verdict).toBe('red');
  expect(finding(report, 'rehearsals.arbitrage-pair')).toMatchObject({
    colour: 'red',
    evidence: { pairs: [{ promotionId: other, both: -80, draft: 200, other: 400 }] },
  });
  const refused = await publish(promotionId);
  expect(refused).toMatchObject({ status: 409, body: { code: 'promotions.not-publishable' } });
  expect(await publish(promotionId, { override: { reason: 'a loss on purpose' } })).toMatchObject({ status: 409 });
  expect(await publish(promotionId, { override: { reason: 'a loss on purpose' } }, admin)).toMatchObject({
    status: 200,
  });
  expect((await staff.send('GET', lastHref)).body).toMatchObject({
    override: { reason: 'a loss on purpose', by: 'admin_1' },
  });
  await staff.send('POST', `/v1/admin/promotions/${promotionId}/stop`);
  await staff.send('POST', `/v1/admin/promotions/${other}/stop`);
});

test('given orders under rules that came and went, when the live rules are replayed, then every stored total comes out again', async () => {
  const first = await draft(half('Ten', {}, { effect: { percent: 10 }, layer: 'shop' }));
  await goLive(first);
  await buy(buyer, ['TEA', 'CUP']);
  await staff.send('PUT', `/v1/admin/promotions/${first}`, half('Twenty', {}, { effect: { percent: 20 } }));
  await goLive(first);
  const code = { coupon: { mode: 'single', code: 'TWO' }, layer: 'coupon', limits: { totalUses: 2 } };
  await goLive(await draft(half('Coupon', {}, { ...code, kind: 'amount-off', effect: { amount: 50 } })));
  await buy(buyer, ['CUP']);
  await buyer.send(
    'POST',
    '/v1/orders',
    {
      channel: 'web',
      lines: [{ sku: 'CUP', quantity: 2 }],
      couponCodes: ['TWO'],
      payment: { provider: 'sandbox', token: 'approve' },
    },
    { 'idempotency-key': 'with-code' },
  );
  await staff.send('POST', `/v1/admin/promotions/${first}/stop`);
  await buy(buyer, ['CUP']);
  const charges = {
    tax: { prices: 'exclusive', rates: [{ percent: 13 }] },
    shipping: { tariffs: [{ fee: 500, freeFrom: 9_000 }] },
  };
  expect((await staff.send('PUT', '/v1/admin/charges', charges)).status).toBe(200);
  const gift = { kind: 'gift', layer: 'shop', effect: { spend: 1_500, gifts: [{ sku: 'CUP', quantity: 1 }] } };
  const given = await draft(half('A cup', {}, gift));
  await goLive(given);
  const free = await draft(
    half('Free delivery', {}, { kind: 'free-shipping', layer: 'shop', effect: { spend: 1_500 } }),
  );
  await goLive(free);
  await buy(buyer, ['TEA', 'CUP']);
  await buy(buyer, ['TEA']);
  for (const id of [given, free]) await staff.send('POST', `/v1/admin/promotions/${id}/stop`);
  await staff.send('PUT', '/v1/admin/charges', { tax: { prices: 'inclusive', rates: [] }, shipping: { tariffs: [] } });
  await staff.send('POST', '/v1/admin/imports/orders', {
    ...{ source: 'elsewhere', externalId: 'one', placedAt: '2024-05-01T00:00:00Z', currency: 'CNY' },
    lines: [{ sku: 'TEA', quantity: 3, unitPrice: 777 }],
  });
  await platform.idle();
  const begun = await staff.send('POST', '/v1/admin/rehearsals', { days: 1 }, { 'idempotency-key': 'live' });
  expect(begun.status).toBe(202);
  const report = await reportAt((begun.body as { href: string }).href);
  expect(report).toMatchObject({ verdict: 'green', orders: 9, equal: 9, differ: 0, differences: [] });
});

test('given a budget and a gift that is not there, when they are rehearsed, then both are told', async () => {
  const spent = await rehearse(await draft(half('Small', {}, { limits: { budget: 400 } })));
  expect(finding(spent, 'rehearsals.budget-exhausted')).toMatchObject({ colour: 'amber' });
  expect(spent.discount).toBeLessThanOrEqual(400);
  const price = { amount: 500, currency: 'CNY' };
  const pin = { name: { en: 'PIN' }, category: 'tea', price, cost: { ...price, amount: 10 }, status: 'active' };
  await staff.send('PUT', '/v1/admin/products/PIN', pin);
  const gift = { kind: 'gift', layer: 'shop', effect: { spend: 1, gifts: [{ sku: 'PIN', quantity: 1 }] } };
  const promised = await rehearse(await draft(half('A pin', {}, gift)));
  expect(finding(promised, 'rehearsals.stock-out')).toMatchObject({
    colour: 'red',
    evidence: { short: [{ sku: 'PIN', available: 0 }] },
  });
});

test('given a policy that asks for a rehearsal, when a promotion was never rehearsed, then it does not go live', async () => {
  const policy = { required: true, marginFloor: 12.5 };
  expect((await admin.send('PUT', '/v1/admin/rehearsal-policy', policy)).status).toBe(200);
  expect((await staff.send('GET', '/v1/admin/rehearsal-policy')).body).toEqual(policy);
  const promotionId = await draft(half('Unrehearsed', { skus: ['CUP'] }));
  const refused = await publish(promotionId);
  expect(refused).toMatchObject({
    status: 409,
    body: { errors: [{ path: 'rehearsal', code: 'rehearsals.required' }] },
  });
  await rehearse(promotionId);
  expect((await publish(promotionId)).status).toBe(200);
});

test('given all of this, then no right was left over', () => {
  expect(unusedRightsOf(platform, 'rehearsals')).toEqual([]);
});
