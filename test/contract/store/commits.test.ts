import { send } from '../../../shared/platform/dynamodb.ts';
import { TransactWriteCommand } from '../../../shared/platform/dynamodb-commands.ts';
import { type Action, commit } from '../../../shared/platform/transaction.ts';
import type { StoreEngine } from '../../support/store-engine.ts';
import { openStoreTable, type StoreTable } from '../../support/store-table.ts';

let table: StoreTable;
let engine: StoreEngine;
let TableName: string;

beforeAll(async () => {
  table = await openStoreTable('commits');
  ({ engine, TableName } = table);
});

afterAll(() => table.discard());

beforeEach(() => {
  engine.calls.length = 0;
  engine.instead.length = 0;
});

const put = (pk: string, more: object = {}) => table.put(pk, more);
const get = (pk: string) => table.get(pk);

const refusing = (name: string) => (stored: Record<string, unknown> | undefined) =>
  Object.assign(new Error(name), { name, stored });

const insert = (pk: string, name?: string): Action => ({
  write: { Put: { TableName, Item: { pk, sk: 'S' }, ConditionExpression: 'attribute_not_exists(pk)' } },
  ...(name ? { refused: refusing(name) } : {}),
});

const take = (pk: string, quantity: number, name: string): Action => ({
  write: {
    Update: {
      TableName,
      Key: { pk, sk: 'S' },
      UpdateExpression: 'ADD #left :minus',
      ConditionExpression: '#left >= :wanted',
      ExpressionAttributeNames: { '#left': 'left' },
      ExpressionAttributeValues: { ':minus': -quantity, ':wanted': quantity },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  },
  refused: refusing(name),
});

describe('a commit', () => {
  test('given conditions that hold, then all of it is written; given one that does not, then nothing is', async () => {
    await put('stock', { left: 5 });
    await commit([insert('a1'), take('stock', 3, 'gone')]);
    expect([await get('a1'), await get('stock')]).toEqual([
      { pk: 'a1', sk: 'S' },
      { pk: 'stock', sk: 'S', left: 2 },
    ]);
    await expect(commit([insert('a2'), take('stock', 3, 'gone')])).rejects.toMatchObject({
      name: 'gone',
      stored: { pk: 'stock', left: 2 },
    });
    expect(await get('a2')).toBeUndefined();
  });

  test('given several conditions that fail, then the first action has the word', async () => {
    await put('taken');
    await put('empty', { left: 0 });
    await expect(commit([insert('free'), insert('taken', 'first'), take('empty', 1, 'second')])).rejects.toMatchObject({
      name: 'first',
    });
    await expect(commit([insert('taken')])).rejects.toMatchObject({ code: 'request.conflict' });
  });

  test('given the cancellation as it comes, then its reasons stand in the order of the actions', async () => {
    await put('taken');
    const actions = [insert('free-2'), insert('taken')].map(({ write }) => write);
    await expect(send(new TransactWriteCommand({ TransactItems: actions }))).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      statusCode: 400,
      body: { CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed' }] },
    });
  });

  test('given conflicts with others, then it tries again under the same token and commits once', async () => {
    const conflict = {
      status: 400,
      body: {
        __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
        CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }],
      },
    };
    await put('contended', { left: 9 });
    engine.calls.length = 0;
    engine.instead.push(conflict, conflict);
    await commit([insert('c1'), take('contended', 1, 'gone')]);
    expect(engine.calls).toHaveLength(3);
    expect(await get('contended')).toMatchObject({ left: 8 });
  });

  test('given nothing but conflicts, then it gives up as unavailable', async () => {
    const conflict = {
      __type: 'x#TransactionCanceledException',
      CancellationReasons: [{ Code: 'TransactionConflict' }],
    };
    engine.instead.push(...Array.from({ length: 9 }, () => ({ status: 400, body: conflict })));
    await expect(commit([insert('c2')])).rejects.toMatchObject({ kind: 'unavailable', code: 'request.busy' });
    expect(engine.calls).toHaveLength(9);
  });

  test('given the same token twice, then it is applied once', async () => {
    await put('once', { left: 9 });
    const command = new TransactWriteCommand({
      TransactItems: [take('once', 1, 'gone').write],
      ClientRequestToken: `token-${process.pid}`,
    });
    await send(command);
    await send(command);
    expect(await get('once')).toMatchObject({ left: 8 });
  });

  test('given 100 actions, then they are written; given two on one item or 101, then nothing is written', async () => {
    await commit(Array.from({ length: 100 }, (_, index) => insert(`hundred-${index}`)));
    expect(await get('hundred-99')).toBeDefined();
    // AWS and dynoxide call it a ValidationException, DynamoDB Local a cancelled transaction: written it is by none.
    await expect(commit([insert('twice'), insert('twice')])).rejects.toThrow();
    expect(await get('twice')).toBeUndefined();
    const many = Array.from({ length: 101 }, (_, index) => insert(`over-${index}`));
    await expect(commit(many)).rejects.toMatchObject({ name: 'ValidationException' });
    expect(await get('over-0')).toBeUndefined();
  });
});
