import type { Change } from '../../simulation/store/core.ts';
import { ModelStore } from '../../simulation/store/model-store.ts';
import { itemSize } from '../../simulation/store/sizes.ts';
import { type Creation, specOf } from '../../simulation/store/spec.ts';

const MINUTE = 60_000;
const key = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
];
const creation: Creation = {
  TableName: 'orders',
  AttributeDefinitions: ['pk', 'sk', 'gsi1pk', 'gsi1sk'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S',
  })),
  KeySchema: key('pk', 'sk'),
  GlobalSecondaryIndexes: [{ IndexName: 'gsi1', KeySchema: key('gsi1pk', 'gsi1sk') }],
};

let now: number;
let store: ModelStore;
let commits: (readonly Change[])[];

beforeEach(() => {
  now = 0;
  store = new ModelStore([specOf(creation, 'expiresAt')], { now: () => now });
  commits = [];
  store.onCommit((changes) => commits.push(changes));
});

const itemOf = (pk: string, more: object = {}) => ({ pk: { S: pk }, sk: { S: 'S' }, ...more });
const put = (pk: string, more: object = {}) => ({ Put: { TableName: 'orders', Item: itemOf(pk, more) } });
const insert = (pk: string) => ({ Put: { ...put(pk).Put, ConditionExpression: 'attribute_not_exists(pk)' } });
const transact = (TransactItems: object[], ClientRequestToken?: string) =>
  store.call('TransactWriteItems', { TransactItems, ...(ClientRequestToken && { ClientRequestToken }) });
const save = (pk: string, more: object = {}) => store.call('PutItem', put(pk, more).Put);
const pksIn = (partition: string) => {
  const { Items } = store.call('Query', {
    TableName: 'orders',
    IndexName: 'gsi1',
    KeyConditionExpression: 'gsi1pk = :p',
    ExpressionAttributeValues: { ':p': { S: partition } },
  }) as { Items: { pk: { S: string } }[] };
  return Items.map(({ pk }) => pk.S);
};
const shown = (at: string) => ({ gsi1pk: { S: 'OPEN' }, gsi1sk: { S: at } });

describe('what a commit tells', () => {
  test('given a transaction, then its changes are told at once, with what stood there before', () => {
    save('a', { n: { N: '1' } });
    transact([put('a', { n: { N: '2' } }), put('b'), { Delete: { TableName: 'orders', Key: itemOf('c') } }]);
    expect(commits.map((changes) => changes.map(({ eventName }) => eventName))).toEqual([
      ['INSERT'],
      ['MODIFY', 'INSERT'],
    ]);
    expect(commits[1]?.[0]).toMatchObject({ key: itemOf('a'), before: { n: { N: '1' } }, after: { n: { N: '2' } } });
    expect(commits.flat().map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  test('given a write that changes nothing or a cancelled transaction, then nothing is told', () => {
    save('a');
    save('a');
    expect(() => transact([put('b'), insert('a')])).toThrow(
      expect.objectContaining({ name: 'TransactionCanceledException' }),
    );
    expect(commits).toHaveLength(1);
    expect(store.itemsOf('orders')).toEqual([itemOf('a')]);
  });
});

describe('tokens', () => {
  test('given the same request within ten minutes, then it is done once; later it is tried again', () => {
    transact([insert('a')], 'token');
    now = 10 * MINUTE - 1;
    transact([insert('a')], 'token');
    expect(commits).toHaveLength(1);
    now = 10 * MINUTE;
    expect(() => transact([insert('a')], 'token')).toThrow(
      expect.objectContaining({ name: 'TransactionCanceledException' }),
    );
  });

  test('given another request under the token, then it is refused; a cancelled one leaves no token', () => {
    transact([insert('a')], 'token');
    expect(() => transact([insert('b')], 'token')).toThrow(
      expect.objectContaining({ name: 'IdempotentParameterMismatchException' }),
    );
    expect(() => transact([insert('a')], 'other')).toThrow(
      expect.objectContaining({ name: 'TransactionCanceledException' }),
    );
    transact([insert('b')], 'other');
    expect(store.itemsOf('orders')).toHaveLength(2);
  });
});

describe('indexes that lag', () => {
  test('given a delay, then an index shows a change that much later, and never forgets one', () => {
    save('a', shown('1'));
    store.indexDelayMs = 500;
    now = 1_000;
    save('b', shown('0'));
    save('a', { gsi1pk: { S: 'DONE' }, gsi1sk: { S: '1' } });
    expect(pksIn('OPEN')).toEqual(['a']);
    now = 1_500;
    expect(pksIn('OPEN')).toEqual(['b']);
    expect(pksIn('DONE')).toEqual(['a']);
  });
});

describe('a moment kept', () => {
  test('given a snapshot, then the store can go back to it as often as it likes', () => {
    save('a', shown('1'));
    transact([put('t')], 'token');
    const before = store.hashOf('orders');
    const moment = store.snapshot();
    for (const attempt of [1, 2]) {
      save('a', { n: { N: String(attempt) } });
      store.call('DeleteItem', { TableName: 'orders', Key: itemOf('t') });
      save('b', shown('0'));
      expect(store.hashOf('orders')).not.toBe(before);
      store.restore(moment);
      expect(store.hashOf('orders')).toBe(before);
      expect(pksIn('OPEN')).toEqual(['a']);
      transact([put('t')], 'token');
      expect(store.hashOf('orders')).toBe(before);
    }
  });
});

describe('time to live', () => {
  test('given items whose second has passed, then they go and are told of as expired', () => {
    save('old', { expiresAt: { N: '100' } });
    save('young', { expiresAt: { N: '102' } });
    save('stays');
    now = 101_000;
    expect(store.expire()).toBe(1);
    expect(commits.at(-1)).toMatchObject([{ eventName: 'REMOVE', key: itemOf('old'), expired: true }]);
    expect(store.itemsOf('orders').map(({ pk }) => pk?.S)).toEqual(['stays', 'young']);
  });
});

describe('limits', () => {
  test('given an item beyond 400 KB or a transaction beyond 4 MB or 100 actions, then it is refused', () => {
    const text = (length: number) => ({ text: { S: 'x'.repeat(length) } });
    expect(() => save('a', text(400 * 1024))).toThrow(expect.objectContaining({ name: 'ValidationException' }));
    save('a', text(400 * 1024 - 20));
    const large = Array.from({ length: 11 }, (_, index) => put(`l${index}`, text(399 * 1024)));
    expect(() => transact(large)).toThrow(expect.objectContaining({ name: 'ValidationException' }));
    const many = Array.from({ length: 101 }, (_, index) => put(`m${index}`));
    expect(() => transact(many)).toThrow(expect.objectContaining({ name: 'ValidationException' }));
    transact(many.slice(1));
    expect(store.itemsOf('orders')).toHaveLength(101);
  });

  test('an item weighs its names and values as DynamoDB counts them', () => {
    const map = { M: { ab: { S: 'é' } } };
    expect(itemSize({ pk: { S: 'abc' }, n: { N: '1234' }, yes: { BOOL: true } })).toBe(5 + 4 + 4);
    expect(itemSize({ m: map })).toBe(1 + 3 + 1 + 2 + 2);
  });
});
