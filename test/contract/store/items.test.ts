import { batchGet } from '../../../shared/platform/batch-get.ts';
import { send } from '../../../shared/platform/dynamodb.ts';
import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '../../../shared/platform/dynamodb-commands.ts';
import { commit } from '../../../shared/platform/transaction.ts';
import type { StoreEngine } from '../../support/store-engine.ts';
import { openStoreTable, type StoreTable } from '../../support/store-table.ts';

let table: StoreTable;
let engine: StoreEngine;
let TableName: string;

beforeAll(async () => {
  table = await openStoreTable('items');
  ({ engine, TableName } = table);
});

afterAll(() => table.discard());

beforeEach(() => {
  engine.calls.length = 0;
  engine.instead.length = 0;
});

const put = (pk: string, more: object = {}) => table.put(pk, more);
const get = (pk: string) => table.get(pk);

describe('single items', () => {
  test('given a condition that fails, then it is a ConditionalCheckFailedException and nothing changes', async () => {
    await put('lone', { n: 1 });
    const Item = { pk: 'lone', sk: 'S', n: 2 };
    const command = new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' });
    await expect(send(command)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException', statusCode: 400 });
    expect(await get('lone')).toMatchObject({ n: 1 });
  });

  test('given what a value can be, then it comes back the same', async () => {
    const item = {
      n: 9_007_199_254_740_991,
      f: -0.000_001,
      t: '',
      zh: '茶',
      b: false,
      nil: null,
      l: [1, ['a']],
      m: { a: {} },
    };
    await put('values', item);
    expect(await get('values')).toEqual({ pk: 'values', sk: 'S', ...item });
  });

  test('given sets, then they grow and shrink, and the last element takes the attribute with it', async () => {
    await put('sets', { s: new Set(['a']) });
    const change = (expression: string, values: string[]) =>
      send(
        new UpdateCommand({
          TableName,
          Key: { pk: 'sets', sk: 'S' },
          UpdateExpression: `${expression} s :v`,
          ExpressionAttributeValues: { ':v': new Set(values) },
        }),
      );
    await change('ADD', ['b']);
    expect(await get('sets')).toMatchObject({ s: new Set(['a', 'b']) });
    await change('DELETE', ['a', 'b']);
    expect(await get('sets')).toEqual({ pk: 'sets', sk: 'S' });
  });

  test('given an item over 400 KB, an empty key, an unknown table, then each has its name', async () => {
    await expect(put('big', { text: 'x'.repeat(410_000) })).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(put('')).rejects.toMatchObject({ name: 'ValidationException' });
    const unknown = new GetCommand({ TableName: 'no-such-table', Key: { pk: 'a', sk: 'S' } });
    await expect(send(unknown)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('given one that is deleted twice, then the second time changes nothing', async () => {
    await put('gone');
    const command = new DeleteCommand({ TableName, Key: { pk: 'gone', sk: 'S' } });
    await send(command);
    await send(command);
    expect(await get('gone')).toBeUndefined();
  });
});

describe('reading many', () => {
  const key = (pk: string) => ({ table: TableName, pk, sk: 'S' });

  test('given more than a call takes, repeated and unknown keys, then each is found once', async () => {
    for (let at = 0; at < 130; at += 65)
      await commit(
        Array.from({ length: 65 }, (_, index) => ({
          write: { Put: { TableName, Item: { pk: `b${at + index}`, sk: 'S' } } },
        })),
      );
    engine.calls.length = 0;
    const keys = Array.from({ length: 130 }, (_, index) => key(`b${index}`));
    const found = await batchGet([...keys, ...keys, key('unknown')]);
    expect(engine.calls).toEqual(['BatchGetItem', 'BatchGetItem']);
    expect(keys.every((each) => found.get(each)?.pk === each.pk)).toBe(true);
    expect(found.get(key('unknown'))).toBeUndefined();
  });

  test('given keys the service left unprocessed, then they are asked for again', async () => {
    await put('left-1');
    await put('left-2');
    engine.calls.length = 0;
    const left = {
      Keys: [
        { pk: { S: 'left-1' }, sk: { S: 'S' } },
        { pk: { S: 'left-2' }, sk: { S: 'S' } },
      ],
    };
    engine.instead.push({ body: { Responses: {}, UnprocessedKeys: { [TableName]: left } } });
    const found = await batchGet([key('left-1'), key('left-2')]);
    expect([found.get(key('left-1')), found.get(key('left-2'))].map((item) => item?.pk)).toEqual(['left-1', 'left-2']);
    expect(engine.calls).toHaveLength(2);
  });

  test('given a sparse index, then only what has its keys is in it, in order, page by page', async () => {
    for (const [pk, more] of Object.entries({
      s1: { gsi1pk: 'DUE', gsi1sk: '3' },
      s2: {},
      s3: { gsi1pk: 'DUE', gsi1sk: '1' },
      s4: { gsi1pk: 'DUE', gsi1sk: '2' },
    }))
      await put(pk, more);
    const page = (from?: unknown) =>
      send(
        new QueryCommand({
          TableName,
          IndexName: 'gsi1',
          KeyConditionExpression: 'gsi1pk = :pk',
          ExpressionAttributeValues: { ':pk': 'DUE' },
          Limit: 2,
          ...(from ? { ExclusiveStartKey: from } : {}),
        }),
      );
    const idsOf = (reply: Record<string, unknown>) => (reply.Items as { pk: string }[]).map(({ pk }) => pk);
    const first = await page();
    const second = await page(first.LastEvaluatedKey);
    expect([idsOf(first), idsOf(second), second.LastEvaluatedKey]).toEqual([['s3', 's4'], ['s1'], undefined]);
    await put('s3');
    expect(idsOf(await page())).toEqual(['s4', 's1']);
  });
});
