import { buy, offer, type Person, signIn } from '../../support/buyer.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['staff'], 'staff_1');
});

afterAll(() => platform.discard());

interface List {
  modelVersion: string;
  items: { sku: string; score: number; reason: { code: string } }[];
}

const get = async (query: string, person: Pick<Person, 'send'> = platform) => {
  const reply = await person.send('GET', `/v1/recommendations?${query}`);
  expect(reply.status).toBe(200);
  return (reply.body as List).items.map(({ sku, reason }) => `${sku} ${reason.code}`);
};

describe('given a shop that knows nothing yet', () => {
  test.each(['home', 'product', 'cart', 'reorder'])('when %s asks, then the list is empty', async (placement) => {
    expect(await get(`placement=${placement}&sku=TEA-01`)).toEqual([]);
  });
});

describe('given orders that were paid', () => {
  let buyer: Person;

  beforeAll(async () => {
    for (const sku of ['TEA-01', 'CUP-01', 'PEN-01']) await offer(staff, sku, { stock: 50 });
    await offer(staff, 'POSTAGE', { stock: 50, category: 'service' });
    buyer = await signIn(platform, ['customer']);
    const other = await signIn(platform, ['customer']);
    await Promise.all([
      buy(buyer, ['TEA-01', 'CUP-01', 'POSTAGE']),
      buy(buyer, ['TEA-01']),
      ...[1, 2, 3].map(() => buy(other, ['TEA-01', 'CUP-01', 'POSTAGE'])),
      ...[1, 2, 3, 4, 5, 6].map(() => buy(other, ['PEN-01', 'POSTAGE'])),
    ]);
    await platform.idle();
  });

  test('when a product page asks, then what was bought together comes first, then what is popular', async () => {
    const list = await get('placement=product&sku=TEA-01');
    expect(list).toEqual(['CUP-01 bought-together', 'PEN-01 popular']);
  });

  test('when a cart asks with all it holds, then nothing of it is recommended again', async () => {
    expect(await get('placement=cart&sku=TEA-01,CUP-01')).toEqual(['PEN-01 popular']);
  });

  test('when the home page asks, then the most bought come first and services never', async () => {
    expect(await get('placement=home')).toEqual(['PEN-01 popular', 'TEA-01 popular', 'CUP-01 popular']);
    expect(await get('placement=home&limit=1')).toEqual(['PEN-01 popular']);
    const { body } = await platform.send('GET', '/v1/recommendations?placement=home');
    const scores = (body as List).items.map(({ sku, score }) => [sku, score]);
    // Against postage, which was in ten baskets. Each order was counted once, though all came at the same time.
    expect(scores).toEqual([
      ['PEN-01', 0.6],
      ['TEA-01', 0.5],
      ['CUP-01', 0.4],
    ]);
  });

  test('when somebody reorders, then their own come first, unless they opted out', async () => {
    const own = await get('placement=reorder', buyer);
    expect(own).toEqual(['TEA-01 bought-before', 'CUP-01 bought-before', 'PEN-01 popular']);
    const everybody = await get('placement=home');
    expect(await get('placement=reorder&personalised=false', buyer)).toEqual(everybody);
    expect(await get('placement=reorder')).toEqual(everybody);
  });

  test('when a product is retired, then it is not recommended any more', async () => {
    const cup = { name: { en: 'Cup' }, category: 'tea', price: { amount: 1, currency: 'CNY' }, status: 'retired' };
    await staff.send('PUT', '/v1/admin/products/CUP-01', cup);
    expect(await get('placement=product&sku=TEA-01')).toEqual(['PEN-01 popular']);
  });

  test.each(['', 'placement=moon', 'placement=home&limit=0', 'placement=home&colour=red', 'placement=cart&sku=,'])(
    'when the query is "%s", then it is refused',
    async (query) => {
      const reply = await platform.send('GET', `/v1/recommendations?${query}`);
      expect([reply.status, (reply.body as { code: string }).code]).toEqual([400, 'request.invalid']);
    },
  );
});

describe('given what a visitor did', () => {
  const event = (at: number) => ({
    type: 'view',
    sku: 'TEA-01',
    at: new Date(Date.UTC(2026, 10, 21, 8, 0, at)).toISOString(),
    sessionId: 'session-1',
  });
  const events = Array.from({ length: 100 }, (_, index) => event(index));

  test('when up to 100 events are told, even twice, then they are accepted', async () => {
    const visitor = await signIn(platform, ['customer']);
    for (const told of [events, [...events.slice(0, 50), ...events.slice(0, 50)]]) {
      const reply = await visitor.send('POST', '/v1/behaviour', { events: told });
      expect(reply).toMatchObject({ status: 202, body: { accepted: 100 } });
    }
  });

  test('when promotions were shown, then that is told on, of impressions alone', async () => {
    const seen = { ...event(1), type: 'impression', promotionId: 'promotion_1', sku: undefined };
    const told = [seen, { ...seen, type: 'click' }, { ...seen, promotionId: undefined }, { ...seen, channel: 'live' }];
    expect((await platform.send('POST', '/v1/behaviour', { events: told })).status).toBe(202);
    await platform.idle();
    const tellings = platform.core.bus.recent(1_000).filter(({ detailType }) => detailType === 'PromotionsSeen.v1');
    expect(tellings).toHaveLength(1);
    const { sessionId, at } = event(1);
    const view = { promotionId: 'promotion_1', sessionId, at };
    expect(tellings[0]?.detail).toMatchObject({
      data: {
        seen: [
          { ...view, channel: 'web' },
          { ...view, channel: 'live' },
        ],
      },
    });
  });

  test.each([
    ['none', []],
    ['too many', [...events, event(100)]],
    ['an unknown kind', [{ ...event(1), type: 'stare' }]],
    ['an unknown field', [{ ...event(1), mood: 'good' }]],
  ])('when %s is told, then it is refused', async (_what, told) => {
    expect((await platform.send('POST', '/v1/behaviour', { events: told })).status).toBe(400);
  });

  test('when the platform is asked which rights nothing has needed, then none is of this context', () => {
    expect(platform.unusedRights().filter((right) => JSON.stringify(right).includes('recommendations'))).toEqual([]);
  });
});
