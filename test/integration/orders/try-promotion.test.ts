import { offer, type Person, signIn } from '../../support/buyer.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['staff'], 'staff_1');
  await offer(staff, 'TEA-01', { stock: 10 });
  await draft({ name: 'Live', kind: 'amount-off', effect: { amount: 100 } }, true);
});

afterAll(() => platform.discard());

const cart = { channel: 'web', lines: [{ sku: 'TEA-01', quantity: 2 }] };

async function draft(more: object, isLive = false): Promise<string> {
  const body = { validFrom: '2020-01-01T00:00:00Z', validTo: '2099-01-01T00:00:00Z', ...more };
  const { promotionId } = (await staff.send('POST', '/v1/admin/promotions', body)).body as { promotionId: string };
  if (isLive) await staff.send('POST', `/v1/admin/promotions/${promotionId}/publish`);
  return promotionId;
}

interface Tried {
  total: number;
  at: string;
  promotions: { applied: { promotionId: string; amount: number }[]; rejected: { code: string; lostTo?: string }[] };
}

async function tried(promotionId: string, more: object = {}): Promise<Tried> {
  const { status, body } = await staff.send('POST', `/v1/admin/promotions/${promotionId}/try`, { cart, ...more });
  expect([status, body]).toEqual([200, body]);
  return body as Tried;
}

describe('given a draft beside a live promotion', () => {
  test('when it takes more, then it wins the cart that is tried, and no quote hears of it', async () => {
    const promotionId = await draft({ name: 'Draft', kind: 'percent-off', effect: { percent: 50 } });
    const { total, promotions } = await tried(promotionId);
    expect([total, promotions.applied]).toMatchObject([1_000, [{ promotionId, amount: 1_000 }]]);
    const quote = await staff.send('POST', '/v1/quotes', cart);
    expect(quote.body).toMatchObject({ total: 1_800 });
  });

  test('when it takes less, then the answer says what it lost to', async () => {
    const promotionId = await draft({ name: 'Small', kind: 'percent-off', effect: { percent: 1 } });
    const { total, promotions } = await tried(promotionId);
    expect(total).toBe(1_800);
    expect(promotions.rejected).toContainEqual(
      expect.objectContaining({ promotionId, code: 'promotions.lost-to-better', by: 180 }),
    );
  });
});

describe('given a draft that nobody could have yet', () => {
  const ahead = { validFrom: '2090-01-01T00:00:00Z', name: 'Ahead' };
  const coupon = { coupon: { mode: 'unique', count: 5 } };
  test.each([
    ['begins later', { kind: 'amount-off', effect: { amount: 500 } }, 1_000],
    ['needs a coupon', { kind: 'amount-off', effect: { amount: 500 }, layer: 'coupon', ...coupon }, 1_000],
    ['has a budget', { kind: 'amount-off', effect: { amount: 500 }, limits: { budget: 5_000, perCustomer: 1 } }, 1_000],
    ['sells a quota', { kind: 'flash-sale', effect: { price: 300, quota: 5, perCustomer: 2 } }, 600],
    ['needs a group', { kind: 'group-buy', effect: { price: 400, people: 2, hours: 24 } }, 800],
  ])('when one that %s is tried, then the cart is priced with it', async (_what, terms, most) => {
    const { total, at } = await tried(await draft({ ...ahead, ...terms }));
    expect(at).toBe('2090-01-01T00:00:00.000Z');
    expect(total).toBeLessThanOrEqual(most);
  });

  test('when no promotion has the id, then the answer says so', async () => {
    const { status, body } = await staff.send('POST', '/v1/admin/promotions/promo_none/try', { cart });
    expect([status, body]).toMatchObject([404, { code: 'promotions.unknown' }]);
  });
});
