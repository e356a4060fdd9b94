import { type Item, itemBytes, readUnits, writeUnits } from '../../../bench/counting/capacity.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

const TableName = 'local-orders';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
});

afterAll(() => platform.discard());

type Consumed = { CapacityUnits: number };
type Reply = { ConsumedCapacity: Consumed | Consumed[] };

/** What the engine says that a call took. */
async function unitsOf(operation: string, input: object): Promise<number> {
  const asking = { ...input, ReturnConsumedCapacity: 'TOTAL' };
  const { ConsumedCapacity } = await platform.core.engine.link.call<Reply>(operation, asking);
  return [ConsumedCapacity].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
}

const itemOf = (bytes: number): Item => ({
  pk: { S: `UNITS#${bytes}` },
  sk: { S: 'ITEM' },
  filling: { S: 'x'.repeat(bytes) },
  amount: { N: '4900' },
});

const keyOf = ({ pk, sk }: Item) => ({ pk, sk });

// The bill of an order is made from what the engine says, so the engine is held to the rules of DynamoDB.
describe.each([10, 900, 1_100, 3_000, 4_200, 9_000])('given an item with %s bytes of text', (bytes) => {
  const item = itemOf(bytes);
  const size = itemBytes(item);

  test('then the engine takes as many units to write it as DynamoDB does, alone and in a transaction', async () => {
    expect(await unitsOf('PutItem', { TableName, Item: item })).toBe(writeUnits(size));
    const together = { TransactItems: [{ Put: { TableName, Item: item } }] };
    expect(await unitsOf('TransactWriteItems', together)).toBe(writeUnits(size, true));
  });

  test('then the engine takes as many units to read it as DynamoDB does, each way', async () => {
    await unitsOf('PutItem', { TableName, Item: item });
    const one = { TableName, Key: keyOf(item) };
    const many = { RequestItems: { [TableName]: { Keys: [keyOf(item)], ConsistentRead: true } } };
    const together = { TransactItems: [{ Get: one }] };
    expect(await unitsOf('GetItem', one)).toBe(readUnits(size, 'eventual'));
    expect(await unitsOf('GetItem', { ...one, ConsistentRead: true })).toBe(readUnits(size, 'strong'));
    expect(await unitsOf('BatchGetItem', many)).toBe(readUnits(size, 'strong'));
    expect(await unitsOf('TransactGetItems', together)).toBe(readUnits(size, 'transactional'));
  });
});

test('an item that is not there costs a strong read one unit', async () => {
  const missing = { TableName, Key: { pk: { S: 'UNITS#none' }, sk: { S: 'ITEM' } }, ConsistentRead: true };
  expect(await unitsOf('GetItem', missing)).toBe(readUnits(0, 'strong'));
});
