import { offer, type Person, signIn } from '../../support/buyer.ts';
import { type TestPlatform, type TestReply, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;
const SKU = 'SCOPE-1';

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['staff'], 'scope_staff');
  await offer(staff, SKU, { stock: 200, price: 10_000, category: 'food/fruit' });
  await offer(staff, 'GIFT-1', { stock: 5, price: 100 });
});

afterAll(() => platform.discard());

const BODY = {
  name: 'scoped',
  kind: 'amount-off',
  effect: { amount: 500 },
  layer: 'item',
  validFrom: '2020-01-01T00:00:00Z',
  validTo: '2090-01-01T00:00:00Z',
};

const path = (promotionId: string, verb = '') => `/v1/admin/promotions/${promotionId}${verb}`;

async function draft(more: object): Promise<string> {
  const reply = await staff.send('POST', '/v1/admin/promotions', { ...BODY, ...more });
  expect(reply).toMatchObject({ status: 201 });
  return (reply.body as { promotionId: string }).promotionId;
}

/** Publishes a promotion for the time of `act`. */
async function during(scope: object, act: () => Promise<void>): Promise<void> {
  const promotionId = await draft({ scope });
  expect((await staff.send('POST', path(promotionId, '/publish'))).status).toBe(200);
  await act();
  expect((await staff.send('POST', path(promotionId, '/stop'))).status).toBe(200);
}

const cart = { channel: 'web', lines: [{ sku: SKU, quantity: 1 }] };

async function discount(buyer: Pick<Person, 'send'>, more: object = {}): Promise<number> {
  const reply = await buyer.send('POST', '/v1/quotes', { ...cart, ...more });
  expect(reply.status).toBe(200);
  return (reply.body as { discountTotal: number }).discountTotal;
}

let orders = 0;
const order = (buyer: Person): Promise<TestReply> => {
  orders += 1;
  const body = { ...cart, payment: { provider: 'sandbox', token: 'pending' } };
  return buyer.send('POST', '/v1/orders', body, { 'idempotency-key': `scope-${orders}` });
};

const stands = (customerId: string, body: object) =>
  staff.send('PUT', `/v1/admin/customers/${customerId}/standing`, body);

describe('what a promotion is for', () => {
  test('given a tier, when staff raise and lower a customer, then the next quote and order follow', async () => {
    const buyer = await signIn(platform, ['customer'], 'scope_gold');
    await during({ tiers: ['gold'] }, async () => {
      expect(await discount(buyer)).toBe(0);
      expect((await stands(buyer.id, { tier: 'gold' })).body).toMatchObject({ tier: 'gold', version: 1 });
      expect(await discount(buyer)).toBe(500);
      expect(await discount(platform)).toBe(0);
      const bought = await order(buyer);
      expect(bought.body).toMatchObject({ status: 'RESERVED', total: 9_500 });
      expect((await stands(buyer.id, { segments: ['b', 'a', 'b'] })).body).toMatchObject({ segments: ['a', 'b'] });
      expect(await discount(buyer)).toBe(0);
    });
    await during({ segments: ['a'] }, async () => expect(await discount(buyer)).toBe(500));
    expect((await buyer.send('PUT', `/v1/admin/customers/${buyer.id}/standing`, { tier: 'gold' })).status).toBe(403);
  });

  test('given a category above, a channel, a live creator, then only such carts get it', async () => {
    await during({ categories: ['food'] }, async () => expect(await discount(platform)).toBe(500));
    await during({ categories: ['food/fruits'] }, async () => expect(await discount(platform)).toBe(0));
    await during({ excludeCategories: ['food'] }, async () => expect(await discount(platform)).toBe(0));
    await during({ channels: ['live'], creators: ['c1'] }, async () => {
      expect(await discount(platform)).toBe(0);
      expect(await discount(platform, { channel: 'live', live: { creatorId: 'c2' } })).toBe(0);
      expect(await discount(platform, { channel: 'live', live: { creatorId: 'c1', sessionId: 's' } })).toBe(500);
    });
  });

  test('given a first order only, when a new customer sends six at once, then one of them is the first', async () => {
    const buyer = await signIn(platform, ['customer'], 'scope_new');
    await during({ firstOrderOnly: true }, async () => {
      expect(await discount(platform)).toBe(0);
      expect(await discount(buyer)).toBe(500);
      const replies = await Promise.all(Array.from({ length: 6 }, () => order(buyer)));
      const placed = replies.filter(({ status }) => status === 201).map(({ body }) => body as { total: number });
      expect(placed.filter(({ total }) => total === 9_500)).toHaveLength(1);
      const refused = replies.filter(({ status }) => status !== 201).map(({ body }) => (body as { code: string }).code);
      expect(new Set([...refused, 'promotions.not-first-order']).size).toBe(1);
      expect(await discount(buyer)).toBe(0);
    });
  });

  test('given the first order was cancelled, then the next one is the first', async () => {
    const buyer = await signIn(platform, ['customer'], 'scope_again');
    await during({ firstOrderOnly: true }, async () => {
      const { orderId } = (await order(buyer)).body as { orderId: string };
      await platform.idle();
      expect(await discount(buyer)).toBe(0);
      const key = { 'idempotency-key': 'scope-cancel' };
      expect((await buyer.send('POST', `/v1/orders/${orderId}/cancel`, undefined, key)).status).toBe(200);
      expect(await discount(buyer)).toBe(500);
      expect((await order(buyer)).body).toMatchObject({ total: 9_500 });
    });
  });
});

describe('what is refused, and what is told', () => {
  test('given SKUs that are not there, or a retired gift, then each is named by its place', async () => {
    const unknown = await staff.send('POST', '/v1/admin/promotions', { ...BODY, scope: { skus: [SKU, 'NONE'] } });
    expect(unknown).toMatchObject({
      status: 400,
      body: { code: 'promotions.invalid', errors: [{ path: 'scope.skus.1', code: 'unknown-sku' }] },
    });
    const effect = { spend: 1, gifts: [{ sku: 'GIFT-1', quantity: 1 }] };
    const promotionId = await draft({ kind: 'gift', layer: 'shop', effect });
    const price = { amount: 100, currency: 'CNY' };
    const retired = { name: { en: 'gone' }, category: 'tea', price, status: 'retired' };
    await staff.send('PUT', '/v1/admin/products/GIFT-1', retired);
    const errors = [{ path: 'effect.gifts.0.sku', code: 'retired-sku' }];
    expect(await staff.send('POST', path(promotionId, '/publish'))).toMatchObject({
      status: 409,
      body: { code: 'promotions.not-publishable', errors },
    });
  });

  test('given rules, then buyers read those of the versions that went live, and nothing of the future', async () => {
    const terms = { zh: '每单一次' };
    const promotionId = await draft({ terms, scope: { skus: [SKU] } });
    const read = (id: string) => platform.send('GET', `/v1/promotions/${id}/terms`);
    expect((await read(promotionId)).status).toBe(404);
    await staff.send('POST', path(promotionId, '/publish'));
    const newer = { ...BODY, terms: { zh: '每人一次' }, scope: { skus: [SKU] } };
    await staff.send('PUT', path(promotionId), newer);
    expect((await read(promotionId)).body).toMatchObject({ promotionId, items: [{ version: 1, terms }] });
    await staff.send('POST', path(promotionId, '/publish'));
    await staff.send('POST', path(promotionId, '/stop'));
    expect((await read(promotionId)).body).toMatchObject({
      items: [{ version: 2, terms: newer.terms }, { version: 1 }],
    });
    expect((await read(`${promotionId}`)).body).not.toHaveProperty('items.0.effect');
    const future = await draft({ terms, validFrom: '2089-01-01T00:00:00Z' });
    await staff.send('POST', path(future, '/publish'));
    expect((await read(future)).status).toBe(404);
  });
});
