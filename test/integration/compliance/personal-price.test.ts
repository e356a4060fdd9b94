import { offer, type Person, signIn } from '../../support/buyer.ts';
import { codeIn, orderBody, place } from '../../support/orders.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;
let gold: Person;
let plain: Person;
let promotionId: string;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  [staff, gold, plain] = await Promise.all([
    signIn(platform, ['staff']),
    signIn(platform, ['customer'], 'gold'),
    signIn(platform, ['customer'], 'plain'),
  ]);
  await offer(staff, 'PERS-A', { stock: 50, price: 10_000 });
  await staff.send('PUT', '/v1/admin/customers/gold/standing', { tier: 'gold' });
  const { body } = await staff.send('POST', '/v1/admin/promotions', {
    name: 'Gold',
    kind: 'percent-off',
    effect: { percent: 10 },
    validFrom: '2020-01-01T00:00:00Z',
    validTo: '2090-01-01T00:00:00Z',
    scope: { skus: ['PERS-A'], tiers: ['gold'] },
  });
  promotionId = (body as { promotionId: string }).promotionId;
  const published = await staff.send('POST', `/v1/admin/promotions/${promotionId}/publish`);
  expect(published.status).toBe(200);
});
afterAll(() => platform.discard());

interface Quote {
  total: number;
  promotions: { anonymousTotal?: number };
}

const cart = (more: object = {}) => ({ channel: 'web', lines: [{ sku: 'PERS-A', quantity: 1 }], ...more });
const quote = async (person: Person, more: object = {}) => {
  const { status, body } = await person.send('POST', '/v1/quotes', cart(more));
  const { total, promotions } = body as Quote;
  expect(status).toBe(200);
  return [total, promotions.anonymousTotal];
};

test('given a price for a tier, then what anybody would pay stands beside it, and nowhere else', async () => {
  expect(await quote(gold)).toEqual([9_000, 10_000]);
  expect(await quote(plain)).toEqual([10_000, undefined]);
});

test('given personalised=false, in the request or in the profile, then the price is that for anybody', async () => {
  expect(await quote(gold, { personalised: false })).toEqual([10_000, undefined]);
  await gold.send('PATCH', '/v1/me', { personalised: false });
  expect(await quote(gold)).toEqual([10_000, undefined]);
  await gold.send('PATCH', '/v1/me', { personalised: true });
  expect(await quote(gold)).toEqual([9_000, 10_000]);
});

test('given an order at a personal price, when it is paid, then both totals are kept as evidence', async () => {
  const placed = await place(gold, 'personal-1', orderBody({ 'PERS-A': 1 }));
  expect(placed).toMatchObject({ status: 201, body: { total: 9_000, promotions: { anonymousTotal: 10_000 } } });
  await platform.idle();
  const { body } = await staff.send('GET', `/v1/admin/compliance/evidence?promotionId=${promotionId}`);
  const { items } = body as { items: object[] };
  expect(items).toMatchObject([
    { what: 'published' },
    { what: 'personal-price', total: 9_000, anonymousTotal: 10_000 },
  ]);
});

describe('a cart that the law forbids', () => {
  const refusal = async (more: object) => {
    const { status, body } = await plain.send('POST', '/v1/quotes', cart(more));
    return [status, codeIn({ status, body } as never)];
  };
  const line = { sku: 'PERS-A', quantity: 1 };

  test('given a line that the client ticked by itself, then it is refused until the buyer ticks it', async () => {
    expect(await refusal({ lines: [line, { ...line, preselected: true }] })).toEqual([400, 'law.default-ticked']);
    expect(await refusal({ lines: [{ ...line, preselected: true, userSelected: true }] })).toEqual([200, undefined]);
    expect(await refusal({ lines: [{ ...line, userSelected: false }] })).toEqual([400, 'law.default-ticked']);
  });

  test('given less shown than is charged, then it is refused; more shown is no harm', async () => {
    expect(await refusal({ displayed: [9_000, 900] })).toEqual([409, 'law.extra-charge']);
    expect(await refusal({ displayed: [9_000, 1_000] })).toEqual([200, undefined]);
    expect(await refusal({ displayed: [9_000, 2_000] })).toEqual([200, undefined]);
  });
});
