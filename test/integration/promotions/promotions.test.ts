import { offer, type Person, signIn } from '../../support/buyer.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;
let buyer: Person;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['staff'], 'staff_1');
  buyer = await signIn(platform, ['customer']);
  await offer(staff, 'TEA-01', { stock: 500 });
});

afterAll(() => platform.discard());

interface Standing {
  promotionId: string;
  version: number;
  state: string;
  liveVersion?: number;
}

interface Quote {
  discountTotal: number;
  promotions: { rejected: { promotionId: string; code: string }[] };
}

interface Given {
  applied: { promotionId: string; label: string; amount: number }[];
}

const BODY = {
  name: { zh: '九折', en: 'Ten off' },
  kind: 'percent-off',
  effect: { percent: 10 },
  layer: 'item',
  validFrom: '2020-01-01T00:00:00Z',
  validTo: '2099-01-01T00:00:00Z',
  scope: {},
};

const codeOf = (reply: { body: unknown }) => (reply.body as { code?: string }).code;

async function change(method: string, path: string, body?: unknown): Promise<Standing> {
  const reply = await staff.send(method, `/v1/admin/promotions${path}`, body);
  expect([200, 201]).toContain(reply.status);
  return reply.body as Standing;
}

async function live(more: object = {}): Promise<string> {
  const { promotionId } = await change('POST', '', { ...BODY, ...more });
  await change('POST', `/${promotionId}/publish`);
  return promotionId;
}

async function quote(couponCodes: string[] = []): Promise<Quote> {
  const lines = [{ sku: 'TEA-01', quantity: 1 }];
  const reply = await buyer.send('POST', '/v1/quotes', { channel: 'web', lines, couponCodes });
  expect(reply.status).toBe(200);
  return reply.body as Quote;
}

function order(person: Person, key: string, couponCodes: string[] = []) {
  const lines = [{ sku: 'TEA-01', quantity: 1 }];
  const payment = { provider: 'sandbox', token: 'pending' };
  return person.send('POST', '/v1/orders', { channel: 'web', lines, couponCodes, payment }, { 'idempotency-key': key });
}

const published = async () => {
  await platform.idle();
  return platform.core.bus.recent(500).map((event) => JSON.stringify(event));
};

describe('the life of a promotion', () => {
  test('when it is drafted, published, revised, published and stopped, then quotes follow at once', async () => {
    const { promotionId, state } = await change('POST', '', BODY);
    expect(state).toBe('draft');
    expect((await quote()).discountTotal).toBe(0);
    expect(await change('POST', `/${promotionId}/publish`)).toMatchObject({ state: 'published', liveVersion: 1 });
    const ten = (await quote()).discountTotal;
    expect(ten).toBeGreaterThan(0);
    const second = await change('PUT', `/${promotionId}`, { ...BODY, effect: { percent: 20 } });
    expect(second).toMatchObject({ version: 2, state: 'draft', liveVersion: 1 });
    expect((await quote()).discountTotal).toBe(ten);
    await change('POST', `/${promotionId}/publish`);
    expect((await quote()).discountTotal).toBe(2 * ten);
    expect(await change('POST', `/${promotionId}/publish`)).toMatchObject({ state: 'published', version: 2 });
    expect(await change('POST', `/${promotionId}/stop`)).toEqual({ promotionId, version: 2, state: 'stopped' });
    expect((await quote()).discountTotal).toBe(0);
    expect(await change('POST', `/${promotionId}/stop`)).toMatchObject({ state: 'stopped' });
    expect(codeOf(await staff.send('POST', `/v1/admin/promotions/${promotionId}/publish`))).toBe('promotions.stopped');
    const facts = (await published()).filter((event) => event.includes(promotionId));
    expect(facts.filter((event) => event.includes('PromotionPublished.v1'))).toHaveLength(2);
    expect(facts.filter((event) => event.includes('PromotionStopped.v1'))).toHaveLength(1);
  });

  test('when staff read promotions, then they see what was written, in pages; customers see nothing', async () => {
    const { promotionId } = await change('POST', '', { ...BODY, name: 'seen' });
    const one = await staff.send('GET', `/v1/admin/promotions/${promotionId}`);
    expect(one.body).toMatchObject({ promotionId, name: 'seen', state: 'draft', effect: { percent: 10 } });
    const page = (await staff.send('GET', '/v1/admin/promotions?limit=1')).body as {
      items: object[];
      nextCursor: string;
    };
    expect(page.items).toMatchObject([{ promotionId }]);
    const next = await staff.send('GET', `/v1/admin/promotions?limit=1&cursor=${page.nextCursor}`);
    expect(next.status).toBe(200);
    expect(codeOf(await staff.send('GET', '/v1/admin/promotions/none'))).toBe('promotions.unknown');
    expect((await buyer.send('GET', '/v1/admin/promotions')).status).toBe(403);
    expect((await buyer.send('POST', '/v1/admin/promotions', BODY)).status).toBe(403);
  });

  test('when it contradicts itself, then it is refused with the path', async () => {
    const reply = await staff.send('POST', '/v1/admin/promotions', { ...BODY, validTo: BODY.validFrom });
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({ errors: [{ path: 'validTo', code: 'end-before-start' }] });
  });
});

describe('coupons and limits', () => {
  test('given a coupon of one use, when twenty buy with it at once, then one gets it and the others are told', async () => {
    const coupon = { mode: 'single', code: 'once-only' };
    const promotionId = await live({ layer: 'coupon', coupon, limits: { totalUses: 1 } });
    expect((await quote()).discountTotal).toBe(0);
    expect((await quote(['ONCE-only'])).discountTotal).toBeGreaterThan(0);
    const tries = Array.from({ length: 20 }, (_, index) => order(buyer, `once-${index}`, ['ONCE-ONLY']));
    const replies = await Promise.all(tries);
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(replies.filter((reply) => codeOf(reply) === 'promotions.coupon-used')).toHaveLength(19);
    expect((await quote(['ONCE-ONLY'])).promotions.rejected).toMatchObject([
      { promotionId, code: 'promotions.coupon-used' },
    ]);
    const winner = replies.find(({ status }) => status === 201)?.body as { orderId: string };
    const key = { 'idempotency-key': 'cancel-once' };
    expect((await buyer.send('POST', `/v1/orders/${winner.orderId}/cancel`, undefined, key)).status).toBe(200);
    await platform.idle();
    expect((await order(buyer, 'once-again', ['ONCE-ONLY'])).status).toBe(201);
    expect(codeOf(await order(buyer, 'once-more', ['ONCE-ONLY']))).toBe('promotions.coupon-used');
  });

  test('given one use a customer, when another customer comes, then it is theirs too', async () => {
    await live({ layer: 'coupon', coupon: { mode: 'single', code: 'EACH' }, limits: { perCustomer: 1 } });
    const other = await signIn(platform, ['customer']);
    const replies = await Promise.all([order(buyer, 'each-1', ['EACH']), order(buyer, 'each-2', ['EACH'])]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await order(other, 'each-3', ['EACH'])).status).toBe(201);
    expect(codeOf(await order(other, 'each-4', ['EACH']))).toBe('promotions.coupon-used');
  });

  test('given a budget, when orders have used it up, then no more is given and quotes go on without it', async () => {
    const free = await live();
    const { discountTotal } = await quote();
    await change('POST', `/${free}/stop`);
    const promotionId = await live({ limits: { budget: 2 * discountTotal } });
    const replies = await Promise.all(Array.from({ length: 6 }, (_, index) => order(buyer, `budget-${index}`)));
    expect(replies.every((reply) => reply.status === 201 || codeOf(reply) === 'promotions.budget-gone')).toBe(true);
    const given = replies.flatMap(({ body }) => (body as { promotions?: Given }).promotions?.applied ?? []);
    expect(given).toEqual(Array(2).fill({ promotionId, label: expect.any(String), amount: discountTotal }));
    const after = await quote();
    expect(after.discountTotal).toBe(0);
    expect(after.promotions.rejected).toMatchObject([{ promotionId, code: 'promotions.budget-gone' }]);
    await change('POST', `/${promotionId}/stop`);
  });

  test('given a code of a running promotion, when another wants it, then it is refused', async () => {
    await live({ layer: 'coupon', coupon: { mode: 'single', code: 'TAKEN' } });
    const { promotionId } = await change('POST', '', { ...BODY, coupon: { mode: 'single' }, layer: 'coupon' });
    const issue = (body?: object) => staff.send('POST', `/v1/admin/promotions/${promotionId}/coupons`, body);
    expect(codeOf(await issue({ code: 'taken' }))).toBe('promotions.code-taken');
    const made = await issue();
    expect(made.status).toBe(201);
    expect((await quote([codeOf(made) ?? ''])).promotions.rejected[0]?.code).toBe('promotions.coupon-unknown');
    await change('POST', `/${promotionId}/publish`);
    expect((await quote([codeOf(made) ?? ''])).discountTotal).toBeGreaterThan(0);
    const plain = await change('POST', '', BODY);
    const refused = await staff.send('POST', `/v1/admin/promotions/${plain.promotionId}/coupons`, { code: 'ANY' });
    expect(codeOf(refused)).toBe('promotions.not-a-coupon');
  });

  test('given a code of one customer, when staff want it for everybody, then it is refused and stays hers', async () => {
    const promotionId = await live({ layer: 'coupon', coupon: { mode: 'unique', claim: 'open' } });
    const { body } = await buyer.send('POST', '/v1/coupons/claim', { promotionId });
    const { code } = body as { code: string };
    const asked = await staff.send('POST', `/v1/admin/promotions/${promotionId}/coupons`, { mode: 'single', code });
    expect(codeOf(asked)).toBe('promotions.code-taken');
    const mine = await buyer.send('GET', '/v1/me/coupons');
    expect(mine.body).toMatchObject({ items: [{ code, promotionId, status: 'available' }] });
  });
});
