import { offer, type Person, signIn } from '../../support/buyer.ts';
import { type Admitted, settled, stand, toSale } from '../../support/line.ts';
import { codeIn, orderBody, place, stockAtMain } from '../../support/orders.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';
import { inLanes } from '../../support/route-calls.ts';

let platform: TestPlatform;
let staff: Person;
let buyers: Person[];

beforeAll(async () => {
  // Groups are what a line is about: it waits for its batches as it would in AWS.
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '', longestWindowMs: 1_000 });
  staff = await signIn(platform, ['staff']);
  buyers = await Promise.all(Array.from({ length: 200 }, (_, index) => signIn(platform, ['customer'], `fan-${index}`)));
}, 60_000);

afterAll(() => platform.discard());

const counts = (ends: Admitted[]) => {
  const by: Record<string, number> = {};
  for (const { status } of ends) by[status] = (by[status] ?? 0) + 1;
  return by;
};

test('given 50 units and 200 buyers at once, then exactly 50 have one each, the others hear "sold out", and nobody waits for ever', async () => {
  await offer(staff, 'DROP', { stock: 50 });
  await toSale(staff, 'DROP', { perCustomer: 1 });
  const ends: Admitted[] = [];
  await inLanes(buyers, 40, async (buyer) => {
    ends.push(await stand(buyer, 'drop', orderBody({ DROP: 1 })));
  });
  expect(counts(ends)).toEqual({ admitted: 50, 'sold-out': 150 });
  const orders = ends.flatMap(({ order }) => order ?? []);
  expect(new Set(orders.map(({ orderId }) => orderId)).size).toBe(50);
  expect(orders.every(({ status, total }) => status === 'PAID' && total === 1_000)).toBe(true);
  expect(await stockAtMain(staff, 'DROP')).toMatchObject({ onHand: 50, reserved: 50, available: 0 });
}, 120_000);

test('given a place in line, when the request is repeated, then it has the same answer, and another body is refused', async () => {
  await offer(staff, 'TWICE', { stock: 5 });
  await toSale(staff, 'TWICE');
  const [buyer] = buyers as [Person];
  const replies = await Promise.all([1, 2, 3].map(() => place(buyer, 'twice', orderBody({ TWICE: 2 }))));
  expect(replies.map(({ status }) => status)).toEqual([202, 202, 202]);
  expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  const other = await place(buyer, 'twice', orderBody({ TWICE: 1 }));
  expect([other.status, codeIn(other)]).toEqual([422, 'idempotency.key-reused']);
  const end = await stand(buyer, 'twice', orderBody({ TWICE: 2 }));
  expect(end.status).toBe('admitted');
  await platform.idle();
  expect(await stockAtMain(staff, 'TWICE')).toMatchObject({ reserved: 2, available: 3 });
  expect((await buyers[1]?.send('GET', end.href))?.status).toBe(404);
});

test('given a limit for each customer, then who has his share is refused until he gives something back', async () => {
  await offer(staff, 'SHARE', { stock: 9 });
  await toSale(staff, 'SHARE', { perCustomer: 2 });
  const [, buyer] = buyers as [Person, Person];
  const more = await place(buyer, 'share-3', orderBody({ SHARE: 3 }));
  expect([more.status, codeIn(more)]).toEqual([409, 'orders.hold-limit']);
  const first = await stand(buyer, 'share-a', orderBody({ SHARE: 2 }));
  const second = await stand(buyer, 'share-b', orderBody({ SHARE: 1 }));
  expect([first.status, second.status, second.problem?.code]).toEqual(['admitted', 'refused', 'orders.hold-limit']);
  const cancel = `/v1/orders/${first.order?.orderId}/cancel`;
  expect((await buyer.send('POST', cancel, {}, { 'idempotency-key': 'share-c' })).status).toBe(200);
  expect((await stand(buyer, 'share-d', orderBody({ SHARE: 2 }))).status).toBe('admitted');
  expect(await stockAtMain(staff, 'SHARE')).toMatchObject({ reserved: 2, available: 7 });
});

test('given a cart with something else in it, then both are one order, or what was held goes back', async () => {
  await Promise.all([offer(staff, 'MIX', { stock: 5 }), offer(staff, 'SIDE', { stock: 1, price: 300 })]);
  await toSale(staff, 'MIX');
  const [, , one, two] = buyers as [Person, Person, Person, Person];
  const ends = await Promise.all([one, two].map((buyer) => stand(buyer, 'mix', orderBody({ MIX: 1, SIDE: 1 }))));
  expect(counts(ends)).toEqual({ admitted: 1, refused: 1 });
  expect(ends.find(({ order }) => order)?.order?.total).toBe(1_300);
  expect(ends.find(({ problem }) => problem)?.problem).toMatchObject({
    code: 'inventory.sold-out',
    errors: [{ path: 'lines.1.quantity' }],
  });
  expect(await stockAtMain(staff, 'MIX')).toMatchObject({ reserved: 1, available: 4 });
});

test('given each way to pay, then a declined one keeps its goods, a pending one says how to pay, and the wrong total is refused', async () => {
  await offer(staff, 'PAY', { stock: 5 });
  await toSale(staff, 'PAY', { holdSeconds: 600 });
  const [, , , , one, two] = buyers as Person[] as [Person, Person, Person, Person, Person, Person];
  const wrong = await place(one, 'pay-x', orderBody({ PAY: 1 }, 'approve', { expectedTotal: 1 }));
  expect([wrong.status, codeIn(wrong)]).toEqual([409, 'orders.total-changed']);
  const bad = await place(one, 'pay-y', orderBody({ PAY: 1 }, 'nonsense'));
  expect(bad.status).toBe(400);
  const declined = await settled(one, await stand(one, 'pay-a', orderBody({ PAY: 1 }, 'decline')), 'RESERVED');
  expect(declined.order?.payment.status).toBe('declined');
  const pending = await stand(two, 'pay-b', orderBody({ PAY: 1 }, 'pending'));
  expect(pending.order).toMatchObject({
    status: 'RESERVED',
    payment: { clientParams: { settlePath: expect.any(String) } },
  });
  expect(await stockAtMain(staff, 'PAY')).toMatchObject({ reserved: 2, available: 3 });
});

test('given a sale that is over, then the product is sold as any other', async () => {
  await offer(staff, 'OVER', { stock: 1 });
  await toSale(staff, 'OVER', { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' });
  const reply = await place(buyers[0] as Person, 'over', orderBody({ OVER: 1 }));
  expect(reply.status).toBe(201);
});
