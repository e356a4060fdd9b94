import { closeGroup } from '../../../functions/group-buys/closing.ts';
import { countPayment } from '../../../functions/group-buys/counting.ts';
import { endAndTell } from '../../../functions/group-buys/ending.ts';
import { enterGroup, leaveGroup } from '../../../functions/group-buys/holds.ts';
import { findGroup, membersOf } from '../../../functions/group-buys/store.ts';
import { isDomainError } from '../../../shared/kernel/errors.ts';
import { callAws } from '../../../shared/platform/aws.ts';
import { send } from '../../../shared/platform/dynamodb.ts';
import { PutCommand } from '../../../shared/platform/dynamodb-commands.ts';
import { type Run, startRun } from '../../../shared/platform/run.ts';
import { commit } from '../../../shared/platform/transaction.ts';
import { openContextTable, type StoreTable } from '../../support/store-table.ts';

let table: StoreTable;

beforeAll(async () => {
  table = await openContextTable('group-buys', 'orders');
});

afterAll(async () => {
  await table.discard();
});

const asked = { promotionId: 'promo', people: 3, hours: 1, validTo: '2090-01-01T00:00:00.000Z' };
const buyer = (customerId: string, orderId = `order-${customerId}`) => ({ customerId, orderId });
const run = (): Run => startRun('c', 'r');

const codeOf = (error: unknown): string => {
  if (isDomainError(error)) return error.code;
  if ((error as Error).name === 'AlreadyApplied') return 'already-applied';
  throw error;
};

const outcome = (act: Promise<unknown>): Promise<string> => act.then(() => 'done', codeOf);

async function open(customerId: string, terms = asked): Promise<string> {
  const { groupBuy, actions } = enterGroup({ promotionId: 'promo' }, terms, buyer(customerId), run());
  await commit(actions);
  return groupBuy.groupId;
}

const join = (groupId: string, customerId: string, terms = asked, by = run()) =>
  outcome(commit(enterGroup({ promotionId: terms.promotionId, groupId }, terms, buyer(customerId), by).actions));

const pay = (groupId: string, customerId: string, eventId = `paid-${groupId}-${customerId}`) =>
  outcome(countPayment({ groupId, ...buyer(customerId), eventId }, run()));

async function leave(groupId: string, customerId: string): Promise<string> {
  const actions = await leaveGroup({ ...buyer(customerId), groupBuy: { groupId } });
  return actions.length > 0 ? outcome(commit(actions)) : 'done';
}

async function told(): Promise<{ detailType: string; orderIds: string[]; groupId: string }[]> {
  const { Items } = (await callAws('dynamodb', 'Scan', {
    TableName: table.TableName,
    FilterExpression: 'sk = :outbox',
    ExpressionAttributeValues: { ':outbox': { S: 'OUTBOX' } },
  })) as { Items: { detailType: { S: string }; detail: { S: string } }[] };
  return Items.map(({ detailType, detail }) => ({ detailType: detailType.S, ...JSON.parse(detail.S).data }));
}

const toldOf = async (groupId: string) => (await told()).filter((one) => one.groupId === groupId);

describe('places', () => {
  test('given one place, when 20 want it at once, then one has it and the others hear that it is full', async () => {
    const groupId = await open('opener', { ...asked, people: 2 });
    const all = await Promise.all(Array.from({ length: 20 }, (_, at) => join(groupId, `racer-${at}`)));
    const busy = all.filter((one) => one === 'request.busy').length;
    expect(all.filter((one) => one === 'done')).toHaveLength(1);
    expect(all.filter((one) => one === 'group-buys.full')).toHaveLength(19 - busy);
    expect((await findGroup(groupId)).group).toMatchObject({ seats: 2 });
    expect(await membersOf(groupId)).toHaveLength(2);
  });

  test('given somebody in it, when he joins again by another order, then he is refused', async () => {
    const groupId = await open('again');
    expect(await join(groupId, 'again')).toBe('group-buys.already-member');
    expect((await findGroup(groupId)).group).toMatchObject({ seats: 1, version: 1 });
  });

  test('given another promotion, no group, or one that is over, then nobody joins', async () => {
    const groupId = await open('first');
    expect(await join(groupId, 'b', { ...asked, promotionId: 'other' })).toBe('group-buys.unknown');
    expect(await join('group_none', 'b')).toBe('group-buys.unknown');
    const late = { ...run(), now: '2089-01-01T00:00:00.000Z' };
    expect(await join(groupId, 'b', asked, late)).toBe('group-buys.over');
  });

  test('given somebody leaves, paid or not, then his place is free, and leaving twice is nothing', async () => {
    const groupId = await open('a');
    await join(groupId, 'b');
    await pay(groupId, 'a');
    expect((await findGroup(groupId)).group).toMatchObject({ seats: 2, paid: 1 });
    expect([await leave(groupId, 'a'), await leave(groupId, 'b')]).toEqual(['done', 'done']);
    expect(await leaveGroup({ ...buyer('a'), groupBuy: { groupId } })).toEqual([]);
    expect((await findGroup(groupId)).group).toMatchObject({ seats: 0, paid: 0, state: 'open' });
    expect(await join(groupId, 'a')).toBe('done');
  });
});

describe('payments', () => {
  test('given three in a group, when each payment is heard twice and all at once, then it is complete once', async () => {
    const groupId = await open('x');
    await join(groupId, 'y');
    await join(groupId, 'z');
    const heard = ['x', 'y', 'z', 'x', 'y', 'z'];
    while ((await findGroup(groupId)).group?.state === 'open')
      await Promise.all(heard.map((customerId) => pay(groupId, customerId)));
    expect((await findGroup(groupId)).group).toMatchObject({ state: 'complete', seats: 3, paid: 3 });
    const facts = await toldOf(groupId);
    expect(facts).toHaveLength(1);
    expect(facts[0]).toMatchObject({ detailType: 'GroupCompleted.v1' });
    expect(facts[0]?.orderIds.sort()).toEqual(['order-x', 'order-y', 'order-z']);
    expect(await leaveGroup({ ...buyer('x'), groupBuy: { groupId } })).toEqual([]);
  });

  test('given it failed, when money comes late, then that order alone is told of again', async () => {
    const groupId = await open('u');
    await join(groupId, 'v');
    const { group } = await findGroup(groupId);
    if (group) await commit(endAndTell('failed', group, await membersOf(groupId), run()));
    expect(await pay(groupId, 'v')).toBe('done');
    expect(await pay(groupId, 'v')).toBe('already-applied');
    const orders = (await toldOf(groupId)).map(({ orderIds }) => orderIds.join(' '));
    expect(orders.sort()).toEqual(['order-u order-v', 'order-v']);
  });

  test('given it is ended as it was read, when somebody left meanwhile, then it is looked at anew', async () => {
    const groupId = await open('m');
    await join(groupId, 'n');
    const { group } = await findGroup(groupId);
    const members = await membersOf(groupId);
    await leave(groupId, 'n');
    expect(group && (await outcome(commit(endAndTell('failed', group, members, run()))))).toBe(
      'group-buys.changed-meanwhile',
    );
  });
});

test('given people who come, pay and go at once, then places and payments always come to what the members say', async () => {
  const groupId = await open('p0', { ...asked, people: 8 });
  const people = Array.from({ length: 12 }, (_, at) => `p${at}`);
  const lives = people.map(async (customerId, at) => {
    if (at > 0) await join(groupId, customerId);
    if (at % 3 > 0) await pay(groupId, customerId);
    if (at % 4 === 1) await leave(groupId, customerId);
  });
  await Promise.all(lives);
  const [{ group }, members] = [await findGroup(groupId), await membersOf(groupId)];
  expect(group).toMatchObject({ seats: members.length, paid: members.filter(({ paid }) => paid).length });
  expect(members.length).toBeLessThanOrEqual(8);
  expect(group?.state).toBe('open');
});

describe('the deadline', () => {
  const late = (): Run => ({ ...run(), now: '2089-01-01T00:00:00.000Z' });

  /** Two in a group of two, one of whom is counted; the other's order is as it is. */
  async function groupWith(name: string, status: string): Promise<string> {
    const groupId = await open(`${name}-a`, { ...asked, people: 2 });
    await join(groupId, `${name}-b`);
    await pay(groupId, `${name}-a`);
    const orderId = `order-${name}-b`;
    const Item = { pk: `ORDER#${orderId}`, sk: 'ORDER', order: { orderId, status } };
    await send(new PutCommand({ TableName: 'local-orders', Item }));
    return groupId;
  }

  test.each([
    ['PAID', 'complete', 2],
    ['CHARGING', 'failed', 1],
    ['RESERVED', 'failed', 1],
  ])('given the one not counted is %s, when it passes, then the group is %s, once', async (status, state, paid) => {
    const groupId = await groupWith(status, status);
    await Promise.all([closeGroup(groupId, late()), closeGroup(groupId, late())]);
    expect((await findGroup(groupId)).group).toMatchObject({ state, paid });
    expect((await toldOf(groupId)).map(({ orderIds }) => orderIds.sort())).toEqual([
      [`order-${status}-a`, `order-${status}-b`],
    ]);
  });
});
