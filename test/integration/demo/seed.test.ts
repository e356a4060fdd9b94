import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type Client, createClient } from '../../../clients/sdk/src/client.ts';
import { WELCOME_CODE } from '../../../local/seed/offers.ts';
import { CUSTOMERS, ORDERS } from '../../../local/seed/orders.ts';
import { PRODUCTS } from '../../../local/seed/products.ts';
import { seed } from '../../../local/seed.ts';
import { eventually, type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Client;

const signIn = async (customerId: string, role: 'staff' | 'customer', language = 'en'): Promise<Client> => {
  const client = createClient({ baseUrl: platform.url });
  const { accessToken } = await client.createDevSession({ body: { customerId, roles: [role] } });
  return createClient({ baseUrl: platform.url, token: accessToken, language });
};

/** The counts of orders that are there, by status. */
async function counts(): Promise<Record<string, number>> {
  const { items } = await staff.countOrders();
  return Object.fromEntries(items.filter(({ count }) => count > 0).map(({ status, count }) => [status, count]));
}

const expected = { RESERVED: 1, PAID: 1, SHIPPED: 1, COMPLETED: 3, CANCELLED: 1 };

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  await seed(platform.url);
  staff = await signIn('seed-reader', 'staff');
});

afterAll(() => platform.discard());

test('given demo data, when the shop is read, then it has products in both languages with stock at two places', async () => {
  const [english, chinese] = [await signIn('a', 'customer'), await signIn('b', 'customer', 'zh')];
  const { items } = await english.listProducts({ query: { limit: 100 } });
  expect(items.map(({ sku }) => sku).sort()).toEqual(PRODUCTS.map(({ sku }) => sku).sort());
  expect(new Set(items.map(({ category }) => category)).size).toBe(5);
  const names = await Promise.all(
    [english, chinese].map(async (client) => (await client.getProduct({ params: { sku: 'CUP-CELADON' } })).name),
  );
  expect(names).toEqual(['Celadon tea cup', '青瓷茶杯']);
  const { locations } = await staff.getStock({ params: { sku: 'CUP-CELADON' } });
  expect(locations).toHaveLength(2);
});

test('given demo data, when orders are counted, then every state that staff look at has some', async () => {
  expect(ORDERS).toHaveLength(7);
  expect(await counts()).toEqual(expected);
});

test('given demo data, when a cart is quoted, then category, threshold and coupon all show', async () => {
  const client = await signIn('somebody-new', 'customer');
  const { promotions } = await client.quoteCart({
    body: { channel: 'web', lines: [{ sku: 'TEA-LONGJING', quantity: 3 }], couponCodes: [WELCOME_CODE] },
  });
  expect(promotions.applied).toHaveLength(3);
});

test('given demo data, when reviews and recommendations are read, then there are some', async () => {
  const client = await signIn('reader', 'customer');
  const { summary } = await client.listReviews({ params: { sku: 'TEA-LONGJING' } });
  expect(summary.count).toBe(2);
  await eventually(async () => {
    const { items } = await client.recommend({ query: { placement: 'product', sku: 'TEA-LONGJING' } });
    return items[0]?.sku === 'CUP-CELADON';
  });
});

test('given demo data, when the birthday job wakes, then each customer who agreed has a greeting', async () => {
  platform.fireSchedule('local-campaigns-send-birthday-greetings');
  await eventually(async () => (await staff.listMessages()).items.length === CUSTOMERS.length);
});

test('given demo data, when it is sown again, then nothing is doubled', async () => {
  await seed(platform.url);
  expect(await counts()).toEqual(expected);
  expect((await staff.listPromotions()).items).toHaveLength(3);
  const { locations } = await staff.getStock({ params: { sku: 'PEN-BRASS' } });
  expect(locations.map(({ onHand }) => onHand).sort((a, b) => a - b)).toEqual([15, 120]);
});

test("given demo data, when the sample of the SDK's page is run, then it buys", async () => {
  const page = readFileSync('clients/sdk/README.md', 'utf8');
  const [, sample = ''] = /```ts\n([\s\S]*?)```/.exec(page) ?? [];
  const source = sample.replace('http://127.0.0.1:4000', platform.url);
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', source]);
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(code).toBe(0);
  expect(printed).toMatch(/^order_\w+ \d+ CNY\n$/);
});
