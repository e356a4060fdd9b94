import { offer, type Person, ship, signIn } from '../../support/buyer.ts';
import { killAtCall } from '../../support/faults/worker-kill.ts';
import {
  type GroupOrder,
  type GroupView,
  groupBuyOf,
  letDeadlinePass,
  placeInGroup,
  publishOne,
} from '../../support/groups.ts';
import { toSale } from '../../support/line.ts';
import { accountOf, tellCaptured } from '../../support/money.ts';
import { codeIn, orderBody, place, stockAtMain } from '../../support/orders.ts';
import { eventually, type TestPlatform, testPlatform } from '../../support/platform.ts';

const SKU = 'GROUP-TEA';

let platform: TestPlatform;
let staff: Person;
let people: Person[];
let promotionId: string;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['staff']);
  people = await Promise.all([1, 2, 3, 4, 5, 6].map((at) => signIn(platform, ['customer'], `member-${at}`)));
  await offer(staff, SKU, { stock: 100, price: 1_000 });
  promotionId = await publishOne(staff, groupBuyOf(SKU, 3, 600));
});

afterAll(() => platform.discard());

const person = (at: number) => people[at] as Person;

/** One places an order in a group, and it is taken. */
async function member(at: number, groupId?: string, token?: string): Promise<GroupOrder> {
  const reply = await placeInGroup(person(at), SKU, { promotionId, ...(groupId ? { groupId } : {}) }, token);
  if (reply.status !== 201) throw new Error(`not in the group: ${JSON.stringify(reply.body)}`);
  return reply.body as GroupOrder;
}

const orderOf = async (at: number, { orderId }: GroupOrder) =>
  (await person(at).send('GET', `/v1/orders/${orderId}`)).body as GroupOrder;

const groupOf = async (groupId: string) => (await platform.send('GET', `/v1/group-buys/${groupId}`)).body as GroupView;

const cancel = (at: number, { orderId }: GroupOrder) =>
  person(at).send('POST', `/v1/orders/${orderId}/cancel`, {}, { 'idempotency-key': `cancel-${orderId}` });

const settle = ({ payment }: GroupOrder) =>
  platform.send('POST', `/v1/sandbox/payments/${payment.paymentId}/settle`, { outcome: 'approve' });

async function reaches(groupId: string, state: Partial<GroupView>): Promise<void> {
  await eventually(async () => {
    await platform.idle();
    const group = (await groupOf(groupId)) as unknown as Record<string, unknown>;
    return Object.entries(state).every(([name, value]) => group[name] === value);
  });
}

async function endOverdue(): Promise<void> {
  platform.fireSchedule('local-group-buys-end-groups');
  await platform.idle();
}

/** A group of the first so many people. */
async function groupOfFirst(many: number, tokens: readonly string[] = []): Promise<GroupOrder[]> {
  const orders = [await member(0, undefined, tokens[0])];
  for (let at = 1; at < many; at += 1) orders.push(await member(at, orders[0]?.groupBuy.groupId, tokens[at]));
  return orders;
}

const groupIdOf = ([first]: readonly GroupOrder[]) => (first as GroupOrder).groupBuy.groupId;

test('given three who pay, when the last one has, then the goods may leave, and not before', async () => {
  const opener = await member(0);
  const { groupId } = opener.groupBuy;
  expect(opener).toMatchObject({ status: 'PAID', total: 600, groupBuy: { promotionId, complete: false } });
  await reaches(groupId, { state: 'open', people: 3, joined: 1, paid: 1, missing: 2 });
  const early = await staff.send('POST', `/v1/admin/orders/${opener.orderId}/shipments`, { partner: 'sandbox' });
  expect([early.status, codeIn(early)]).toEqual([409, 'orders.awaits-group']);
  const others = [await member(1, groupId), await member(2, groupId)];
  await reaches(groupId, { state: 'complete', joined: 3, paid: 3, missing: 0 });
  await eventually(async () => (await orderOf(0, opener)).groupBuy.complete);
  for (const { orderId } of [opener, ...others]) await ship(staff, orderId);
  const late = await placeInGroup(person(3), SKU, { promotionId, groupId });
  expect([late.status, codeIn(late)]).toEqual([409, 'group-buys.full']);
});

test('given a deadline that passes, then every order ends, all money goes back once, and the goods are free', async () => {
  const free = (await stockAtMain(staff, SKU)).available;
  const orders = await groupOfFirst(2);
  const groupId = groupIdOf(orders);
  await reaches(groupId, { joined: 2, paid: 2 });
  await letDeadlinePass(platform, groupId);
  const late = await placeInGroup(person(4), SKU, { promotionId, groupId });
  expect([late.status, codeIn(late)]).toEqual([409, 'group-buys.over']);
  await endOverdue();
  await endOverdue();
  await reaches(groupId, { state: 'failed' });
  for (const [at, order] of orders.entries()) {
    await eventually(async () => (await orderOf(at, order)).payment.status === 'refunded');
    expect(await orderOf(at, order)).toMatchObject({ status: 'CANCELLED', refundTotal: 600 });
  }
  expect((await stockAtMain(staff, SKU)).available).toBe(free);
});

test('given one who has not paid when it fails, when his money comes after all, then it goes back', async () => {
  const orders = await groupOfFirst(3, ['approve', 'approve', 'pending']);
  const [groupId, waiting] = [groupIdOf(orders), orders[2] as GroupOrder];
  await reaches(groupId, { joined: 3, paid: 2 });
  await letDeadlinePass(platform, groupId);
  await endOverdue();
  await eventually(async () => (await orderOf(2, waiting)).status === 'CANCELLED');
  expect((await tellCaptured(platform, waiting.payment.paymentId, waiting.total)).status).toBe(200);
  await platform.idle();
  expect(await orderOf(2, waiting)).toMatchObject({ status: 'CANCELLED' });
  expect(await accountOf(platform, waiting.payment.paymentId)).toMatchObject([
    { status: { S: 'refunded' } },
    { status: { S: 'refunded' }, reason: { S: 'late-money' } },
  ]);
});

test('given a charge in doubt when it fails, when that is captured after all, then the order ends and its money is back', async () => {
  const [opener] = await groupOfFirst(1);
  const groupBuy = { promotionId, groupId: opener?.groupBuy.groupId };
  const send = () => place(person(1), 'in-doubt', orderBody({ [SKU]: 1 }, 'approve', { groupBuy }));
  const killed = killAtCall(platform, 'local-orders-place-order', 'DynamoDB_20120810.TransactWriteItems');
  const [first] = await Promise.all([send(), killed]);
  expect(first.status).toBe(502);
  await reaches(groupBuy.groupId ?? '', { joined: 2 });
  await letDeadlinePass(platform, groupBuy.groupId ?? '');
  await endOverdue();
  await reaches(groupBuy.groupId ?? '', { state: 'failed' });
  const doubted = (await send()).body as GroupOrder;
  await eventually(async () => (await orderOf(1, doubted)).payment.status === 'refunded');
  expect(await orderOf(1, doubted)).toMatchObject({ status: 'CANCELLED', refundTotal: 600 });
});

test('given all have paid when the deadline passes, though nobody was told yet, then it is complete', async () => {
  const orders = await groupOfFirst(3, ['approve', 'approve', 'pending']);
  const groupId = groupIdOf(orders);
  await reaches(groupId, { joined: 3, paid: 2 });
  await Promise.all([letDeadlinePass(platform, groupId), settle(orders[2] as GroupOrder)]);
  await endOverdue();
  await reaches(groupId, { state: 'complete', paid: 3 });
});

test('given one place, when four want it at once, then one has it and the others are told that it is full', async () => {
  const orders = await groupOfFirst(2);
  const groupId = groupIdOf(orders);
  const replies = await Promise.all([2, 3, 4, 5].map((at) => placeInGroup(person(at), SKU, { promotionId, groupId })));
  expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  expect(replies.filter((reply) => codeIn(reply) === 'group-buys.full')).toHaveLength(3);
  await reaches(groupId, { state: 'complete', joined: 3 });
});

test('given one who leaves before it is complete, then his place is free, and his money goes back', async () => {
  const orders = await groupOfFirst(2);
  const groupId = groupIdOf(orders);
  await reaches(groupId, { paid: 2 });
  const again = await place(
    person(1),
    'twice',
    orderBody({ [SKU]: 1 }, 'approve', { groupBuy: { promotionId, groupId } }),
  );
  expect([again.status, codeIn(again)]).toEqual([409, 'group-buys.already-member']);
  expect((await cancel(1, orders[1] as GroupOrder)).status).toBe(200);
  expect(await groupOf(groupId)).toMatchObject({ state: 'open', joined: 1, paid: 1, missing: 2 });
  await eventually(async () => (await orderOf(1, orders[1] as GroupOrder)).payment.status === 'refunded');
  const { body } = await platform.send('GET', `/v1/group-buys?promotionId=${promotionId}`);
  expect((body as { items: GroupView[] }).items.map((group) => group.groupId)).toContain(groupId);
});

test('given a group that nobody knows, or a price that is not given, then there is no order', async () => {
  const unknown = await placeInGroup(person(5), SKU, { promotionId, groupId: 'group_none' });
  expect([unknown.status, codeIn(unknown)]).toEqual([404, 'group-buys.unknown']);
  const noPrice = await placeInGroup(person(5), SKU, { promotionId: 'promo_none' });
  expect([noPrice.status, codeIn(noPrice)]).toEqual([409, 'orders.no-group-price']);
  expect((await platform.send('GET', '/v1/group-buys/group_none')).status).toBe(404);
  const quote = await platform.send('POST', '/v1/quotes', {
    channel: 'web',
    lines: [{ sku: SKU, quantity: 2 }],
    groupBuy: { promotionId },
  });
  expect(quote.body).toMatchObject({ total: 1_200 });
});

test('given what is sold in turn, then it is not sold to groups: a place could be gone when the buyer has his turn', async () => {
  await offer(staff, 'GROUP-HOT', { stock: 5, price: 1_000 });
  await toSale(staff, 'GROUP-HOT');
  const hot = await publishOne(staff, groupBuyOf('GROUP-HOT', 2, 600));
  const reply = await placeInGroup(person(5), 'GROUP-HOT', { promotionId: hot });
  expect([reply.status, codeIn(reply)]).toEqual([409, 'orders.no-group-in-line']);
});
