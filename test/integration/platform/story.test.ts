import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { follow } from '../../../scripts/story/follow.ts';
import { type Line, readLogs } from '../../../scripts/story/lines.ts';
import { tell } from '../../../scripts/story/tell.ts';
import { buy, offer, type Person, push, ship, signIn } from '../../support/buyer.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let buyer: Person;
let staff: Person;
let orderId: string;
let other: string;
let story: Line[];

const hasLine = (source: string, message: string, pattern: RegExp): boolean =>
  story.some((line) => line.source === source && line.message === message && pattern.test(JSON.stringify(line.fields)));

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['admin']);
  await offer(staff, 'TOLD', { stock: 10 });
  buyer = await signIn(platform, ['customer']);
  // Both at once, so that consumers meet them in one batch.
  [orderId, other] = (await Promise.all([buy(buyer, ['TOLD']), buy(buyer, ['TOLD'])])) as [string, string];
  const trackingNumber = await ship(staff, orderId);
  await push(platform, { trackingNumber, status: 'DELIVERED', at: new Date().toISOString(), eventId: 'told-1' });
  await platform.idle();
  await platform.stop(); // All lines are on disk.
  story = follow(readLogs(join(platform.dataDir, 'logs')), orderId);
}, 60_000);

afterAll(() => rmSync(platform.dataDir, { recursive: true }));

describe('given the logs of a shop in which an order was placed, shipped and delivered', () => {
  test('then its story has the request, what it wrote and announced, and what was published and heard of it', () => {
    expect(hasLine('access', 'request', /POST.*\/v1\/orders".*201/)).toBe(true);
    expect(
      hasLine(
        'local-orders-place-order',
        'committed',
        new RegExp(`STOCK#TOLD.*ORDER#${orderId} |ORDER#${orderId} .*STOCK#TOLD`),
      ),
    ).toBe(true);
    expect(hasLine('local-orders-place-order', 'committed', /orders\.OrderPaid\.v1 /)).toBe(true);
    expect(hasLine('local-orders-relay-outbox', 'published', /orders\.OrderPlaced\.v1 /)).toBe(true);
    expect(hasLine('local-orders-on-delivery-progressed', 'heard', /deliveries\.DeliveryProgressed\.v1 /)).toBe(true);
    expect(hasLine('local-insights-record-sales', 'committed', /SEEN#record-sales#/)).toBe(true);
  });

  test('then it has the shipment by staff and the webhook of the partner that followed', () => {
    expect(hasLine('access', 'request', new RegExp(`/v1/admin/orders/${orderId}/shipments`))).toBe(true);
    expect(hasLine('access', 'request', /\/v1\/webhooks\/deliveries\/sandbox/)).toBe(true);
    expect(hasLine('local-deliveries-delivery-webhook', 'committed', /deliveries\.DeliveryProgressed\.v1 /)).toBe(true);
  });

  test('then it stands in the order of time and holds nothing that is of the other order alone', () => {
    const times = story.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const tellsOf = (id: string) => story.filter(({ writes }) => writes.some((write) => write.includes(id)));
    // A worker that hears of many orders at once writes of both in one commit.
    expect(tellsOf(other).filter((line) => !tellsOf(orderId).includes(line))).toEqual([]);
    expect(story.filter(({ source, fields }) => source === 'access' && fields.path === '/v1/orders')).toHaveLength(1);
  });

  test('then it is told in one line a step, with the ids that lead from one to the next', () => {
    const lines = tell(story);
    expect(lines).toHaveLength(story.length);
    expect(lines[0]).toMatch(/^\d{4}-.*access +request +POST \/v1\/orders -> 201 in .* ms {2}\[correlation /);
    expect(lines.some((line) => line.includes('announces orders.OrderPlaced.v1 '))).toBe(true);
  });

  test('then nobody else is told about', () => {
    expect(follow(readLogs(join(platform.dataDir, 'logs')), 'order_of_nobody')).toEqual([]);
  });
});
