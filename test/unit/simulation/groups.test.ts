import { groupsHold } from '../../simulation/invariants/group-buys.ts';
import type { OrderDoc } from '../../simulation/invariants/shapes.ts';
import { orderDoc, orderItem } from './examples.ts';
import { History, type Put, START } from './hand-made.ts';

const DEADLINE = new Date(START + 60_000).toISOString();
const groupBuy = { promotionId: 'p', groupId: 'g' };
const captured = { paymentId: 'p1', provider: 'sandbox', status: 'captured' };

const group = (more: object = {}): Put => ({
  pk: 'GROUP#g',
  sk: 'GROUP',
  state: 'open',
  people: 2,
  seats: 2,
  paid: 0,
  deadline: DEADLINE,
  ...more,
});

const member = (name: string, paid = false, more: object = {}): Put => ({
  pk: 'GROUP#g',
  sk: `MEMBER#${name}`,
  customerId: name,
  orderId: `o-${name}`,
  paid,
  ...more,
});

const order = (name: string, status: string, more: Partial<OrderDoc> = {}): Put =>
  orderItem({ ...orderDoc({ orderId: `o-${name}`, customerId: name, status, groupBuy, payment: captured }), ...more });

const told = (type: string, ...names: string[]): Put => {
  const data = { groupId: 'g', orderIds: names.map((name) => `o-${name}`) };
  return { pk: `OUTBOX#${type}`, sk: 'OUTBOX', detailType: `${type}.v1`, detail: JSON.stringify({ id: type, data }) };
};

type Items = Record<string, Put[]>;

/** Two people in a group, both paid and not counted yet. */
const two: Items = {
  'group-buys': [member('a'), member('b'), group()],
  orders: [order('a', 'PAID'), order('b', 'PAID')],
};

const complete = (more: object = {}, ...names: string[]): Items => ({
  'group-buys': [
    member('a', true),
    member('b', true),
    group({ state: 'complete', paid: 2, ...more }),
    told('GroupCompleted', ...names),
  ],
});

const released: Items = { orders: [order('a', 'PAID', { groupBuy: { ...groupBuy, complete: true } })] };
const failed = (...names: string[]): Items => ({
  'group-buys': [group({ state: 'failed' }), told('GroupFailed', ...names)],
});

const faultsOf = (...commits: Items[]): string[] => {
  const history = new History(groupsHold);
  for (const items of commits) history.commit(items);
  return history.violations;
};

test.each<[string, Items[]]>([
  ['two in a group', [two]],
  ['both paid', [two, complete({}, 'a', 'b'), released]],
  ['one leaves', [two, { 'group-buys': [member('b', false, { gone: true }), group({ seats: 1 })] }]],
  ['its deadline', [two, failed('a', 'b'), { orders: [order('a', 'CANCELLED'), order('b', 'CANCELLED')] }]],
])('given %s, then it passes', (_what, commits) => {
  expect(faultsOf(...commits)).toEqual([]);
});

const sold = { deliveryId: 'd', lines: [{ sku: 'A', locationId: 'main', quantity: 2 }] };

test.each<[string, Items[]]>([
  ['a place that is not counted', [two, { 'group-buys': [member('c')] }, { 'group-buys': [group({ version: 2 })] }]],
  ['more places than there are', [{ 'group-buys': [member('a'), member('b'), member('c'), group({ seats: 3 })] }]],
  ['a wrong count of payments', [two, { 'group-buys': [group({ paid: 1 })] }]],
  [
    'all have paid and it stays open',
    [two, { 'group-buys': [member('a', true), member('b', true), group({ paid: 2 })] }],
  ],
  ['it is complete with one who has not paid', [{ ...two, orders: [order('a', 'PAID')] }, complete({}, 'a', 'b')]],
  ['it ends and one is not named', [two, complete({}, 'a')]],
  ['it fails and nobody hears of it', [two, { 'group-buys': [group({ state: 'failed' })] }]],
  ['it changes after its end', [two, failed('a', 'b'), { 'group-buys': [group()] }]],
  ['an order without a place', [{ 'group-buys': [member('a'), group({ seats: 1 })], orders: [order('b', 'PAID')] }]],
  ['two orders of one person', [two, { 'group-buys': [member('a', false, { orderId: 'o-other' })] }]],
  ['a parcel before it is complete', [two, { orders: [order('a', 'PAID', { shipments: [sold] })] }]],
  ['an order released before', [two, released]],
  [
    'one who has left being told that it is complete',
    [
      two,
      complete({}, 'a', 'b'),
      { orders: [order('a', 'CANCELLED', { groupBuy: { ...groupBuy, complete: true } as OrderDoc['groupBuy'] })] },
    ],
  ],
  ['an order that ends and keeps its place', [two, { orders: [order('a', 'CANCELLED')] }]],
])('given %s, then it is told', (_what, commits) => {
  expect(faultsOf(...commits)).toHaveLength(1);
});

const at = START;
const money = { paymentId: 'p1', amount: 200, currency: 'CNY', at };
const captures = new Map([['p1', { ...money, status: 'captured' as const }]]);
const refunds = new Map([['r1', { ...money, refundId: 'r1' }]]);
const none = new Map<string, never>();

const restOf = (books: { captures: typeof captures; refunds: typeof refunds }, ...commits: Items[]): string[] => {
  const history = new History(groupsHold, { books });
  for (const items of commits) history.commit(items);
  return history.after(3_600_000).quiet().violations;
};

const over: Items = { orders: [order('a', 'CANCELLED'), order('b', 'EXPIRED')] };

test('given everything is at rest, then all money of a failed group is back, and nothing waits for an end that was', () => {
  expect(restOf({ captures, refunds }, two, failed('a', 'b'), over)).toEqual([]);
  expect(restOf({ captures, refunds: none }, two, failed('a', 'b'), over)).toHaveLength(2);
  expect(restOf({ captures, refunds }, two, failed('a', 'b'))).toHaveLength(2);
  expect(restOf({ captures, refunds: none }, two)).toHaveLength(1);
  expect(restOf({ captures, refunds: none }, two, complete({}, 'a', 'b'), released)).toHaveLength(1);
});
