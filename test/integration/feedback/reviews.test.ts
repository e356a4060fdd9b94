import { buy, offer, type Person, push, ship, signIn } from '../../support/buyer.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['staff'], 'staff_1');
  await offer(staff, 'TEA-01', { stock: 50 });
});

afterAll(() => platform.discard());

interface Page {
  items: { reviewId: string; rating: number; text?: string }[];
  summary: { count: number; average: number; histogram: Record<string, number> };
  nextCursor?: string;
}

const outcome = (reply: { status: number; body: unknown }) => [reply.status, (reply.body as { code?: string }).code];

async function delivered(buyer: Person): Promise<string> {
  const orderId = await buy(buyer, ['TEA-01']);
  const trackingNumber = await ship(staff, orderId);
  await push(platform, { trackingNumber, status: 'DELIVERED', at: '2026-11-21T09:00:00Z', eventId: trackingNumber });
  await platform.idle();
  return orderId;
}

const pageOf = async (query = '') => (await platform.send('GET', `/v1/products/TEA-01/reviews${query}`)).body as Page;

describe('given an order that has arrived', () => {
  test('when its buyer reviews it, then everybody can read it, once, and not who wrote it', async () => {
    const buyer = await signIn(platform, ['customer']);
    const orderId = await delivered(buyer);
    const before = await pageOf();
    const review = { sku: 'TEA-01', rating: 4, text: 'Good tea.', images: ['https://example.com/tea.jpg'] };
    const path = `/v1/orders/${orderId}/reviews`;
    const replies = await Promise.all([1, 2, 3].map(() => buyer.send('POST', path, review)));
    expect(replies.map(outcome).sort()).toEqual([
      [201, undefined],
      [409, 'feedback.already-reviewed'],
      [409, 'feedback.already-reviewed'],
    ]);
    const after = await pageOf();
    expect(after.summary.count).toBe(before.summary.count + 1);
    expect(after.items[0]).toMatchObject({ rating: 4, text: 'Good tea.' });
    expect(JSON.stringify(after)).not.toContain(buyer.id);
    expect(JSON.stringify(after)).not.toContain(orderId);
  });

  test('when others review it, or something else is reviewed, then it is refused', async () => {
    const buyer = await signIn(platform, ['customer']);
    const orderId = await delivered(buyer);
    const stranger = await signIn(platform, ['customer']);
    const path = `/v1/orders/${orderId}/reviews`;
    const good = { sku: 'TEA-01', rating: 5 };
    const replies = [
      await stranger.send('POST', path, good),
      await staff.send('POST', path, good),
      await buyer.send('POST', path, { ...good, sku: 'CUP-01' }),
      await buyer.send('POST', path, { ...good, rating: 6 }),
      await buyer.send('POST', path, { ...good, images: ['javascript:alert(1)'] }),
    ];
    expect(replies.map(outcome)).toEqual([
      [404, 'orders.unknown-order'],
      [403, 'identity.forbidden'],
      [404, 'feedback.not-bought'],
      [400, 'request.invalid'],
      [400, 'request.invalid'],
    ]);
  });
});

describe('given an order that has not arrived', () => {
  test('when its buyer reviews it, then it is too early', async () => {
    const buyer = await signIn(platform, ['customer']);
    const orderId = await buy(buyer, ['TEA-01']);
    const reply = await buyer.send('POST', `/v1/orders/${orderId}/reviews`, { sku: 'TEA-01', rating: 5 });
    expect(outcome(reply)).toEqual([409, 'feedback.not-delivered']);
  });
});

describe('given several reviews of a product', () => {
  test('when they are read in pages, then each is there once, newest first, and the summary is of them all', async () => {
    for (const rating of [5, 2]) {
      const buyer = await signIn(platform, ['customer']);
      const orderId = await delivered(buyer);
      await buyer.send('POST', `/v1/orders/${orderId}/reviews`, { sku: 'TEA-01', rating });
    }
    const all = await pageOf();
    const first = await pageOf('?limit=1');
    expect(first.items).toEqual(all.items.slice(0, 1));
    const rest = await pageOf(`?limit=100&cursor=${first.nextCursor}`);
    expect([...first.items, ...rest.items]).toEqual(all.items);
    const stars = all.items.reduce((sum, { rating }) => sum + rating, 0);
    expect(all.summary.count).toBe(all.items.length);
    expect(all.summary.average).toBeCloseTo(stars / all.items.length, 2);
    expect((await platform.send('GET', '/v1/products/CUP-01/reviews?cursor=x.y')).status).toBe(400);
    expect((await platform.send('GET', `/v1/products/CUP-01/reviews?cursor=${first.nextCursor}`)).status).toBe(400);
  });
});

test('given all this has been used, then no right of this context was too many', () => {
  expect(platform.unusedRights().filter((right) => JSON.stringify(right).includes('local-feedback-'))).toEqual([]);
});
