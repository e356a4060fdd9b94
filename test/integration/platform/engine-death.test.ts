import { offer, type Person, signIn } from '../../support/buyer.ts';
import { codeIn, orderBody, place } from '../../support/orders.ts';
import { eventually, type TestPlatform, type TestReply, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['admin']);
});
afterAll(() => platform.discard());

/** As every client should: a 5xx is tried again under the same key until it is answered. */
const insist = async (buyer: Person, key: string, body: ReturnType<typeof orderBody>): Promise<TestReply> => {
  const reply = await place(buyer, key, body);
  const isFinal = reply.status < 500 && codeIn(reply) !== 'idempotency.in-flight';
  return isFinal ? reply : insist(buyer, key, body);
};

const killEngine = (): void => {
  const { pid } = platform.core.engine;
  if (pid === undefined) throw new Error('there is no engine to kill');
  process.kill(pid, 'SIGKILL');
};

type Health = { status: number; body: { status: string; enginePid: number; engineRestarts: number } };
const health = async () => (await platform.send('GET', '/health')) as unknown as Health;

test('given a running platform, when its engine is killed, then another one goes on with the same data and health tells', async () => {
  await offer(staff, 'LASTING', { stock: 3 });
  const before = (await health()).body;
  killEngine();
  await eventually(async () => (await health()).body.engineRestarts === before.engineRestarts + 1);
  const after = await health();
  expect([after.status, after.body.status]).toEqual([200, 'ok']);
  expect(after.body.enginePid).not.toBe(before.enginePid);
  const { body } = await staff.send('GET', '/v1/admin/stock/LASTING');
  expect(body).toMatchObject({ locations: [{ available: 3 }] });
});

test('given 50 units and 200 buyers, when the engine is killed amid their orders, then 50 have bought and 150 are told sold out', async () => {
  await offer(staff, 'SCARCE', { stock: 50 });
  const buyer = await signIn(platform, ['customer']);
  let answered = 0;
  const orders = Array.from({ length: 200 }, async (_, index) => {
    const reply = await insist(buyer, `scarce-${index}`, orderBody({ SCARCE: 1 }));
    answered += 1;
    return reply;
  });
  await eventually(() => answered >= 20);
  killEngine();
  const replies = await Promise.all(orders);
  const told = Map.groupBy(replies, (reply) => (reply.status === 201 ? 'bought' : codeIn(reply)));
  expect(Object.fromEntries([...told].map(([what, some]) => [what, some.length]))).toEqual({
    bought: 50,
    'inventory.sold-out': 150,
  });
  const bought = (told.get('bought') ?? []).map(({ body }) => (body as { orderId: string }).orderId);
  expect(new Set(bought).size).toBe(50);
  const { body } = await staff.send('GET', '/v1/admin/stock/SCARCE');
  expect(body).toMatchObject({ locations: [{ onHand: 50, reserved: 50, available: 0 }] });
});

test('given one order sent ten times at once, when the engine is killed meanwhile, then all ten are answered with one order', async () => {
  await offer(staff, 'ONCE', { stock: 50 });
  const buyer = await signIn(platform, ['customer']);
  const replies = Array.from({ length: 10 }, () => insist(buyer, 'the-same', orderBody({ ONCE: 1 })));
  killEngine();
  const ids = (await Promise.all(replies)).map(({ status, body }) => [status, (body as { orderId: string }).orderId]);
  expect(new Set(ids.map(String)).size).toBe(1);
  expect(ids[0]?.[0]).toBe(201);
  const { body } = await staff.send('GET', '/v1/admin/stock/ONCE');
  expect(body).toMatchObject({ locations: [{ onHand: 50, reserved: 1 }] });
});
