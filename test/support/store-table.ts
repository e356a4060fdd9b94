import { callAws } from '../../shared/platform/aws.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { GetCommand, PutCommand } from '../../shared/platform/dynamodb-commands.ts';
import { openStoreEngine, type StoreEngine } from './store-engine.ts';

/** A table of a test's own on a real engine, with one sparse index `gsi1`. */
export interface StoreTable {
  engine: StoreEngine;
  TableName: string;
  put(pk: string, more?: object): Promise<unknown>;
  /** The item as stored, read strongly; undefined when there is none. */
  get(pk: string): Promise<unknown>;
  /** Removes what was made and ends the engine. */
  discard(): Promise<void>;
}

const names = (...attributes: string[]) => attributes.map((AttributeName) => ({ AttributeName, AttributeType: 'S' }));
const schema = (pk: string, sk: string) => [
  { AttributeName: pk, KeyType: 'HASH' },
  { AttributeName: sk, KeyType: 'RANGE' },
];

/** Opens the engine and makes a table that nothing else uses. */
export const openStoreTable = (name: string): Promise<StoreTable> => openTable(`contract-${name}-${process.pid}`);

/** Opens the engine and makes the tables of contexts, so that their own stores read and write there: the first is the one of `put` and `get`. */
export const openContextTable = (context: string, ...beside: readonly string[]): Promise<StoreTable> =>
  openTable(`local-${context}`, ...beside.map((other) => `local-${other}`));

/** Makes a table with the keys of all of ours in the engine that is open. */
export const createTable = (TableName: string): Promise<unknown> =>
  callAws('dynamodb', 'CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: names('pk', 'sk', 'gsi1pk', 'gsi1sk'),
    KeySchema: schema('pk', 'sk'),
    GlobalSecondaryIndexes: [
      { IndexName: 'gsi1', KeySchema: schema('gsi1pk', 'gsi1sk'), Projection: { ProjectionType: 'KEYS_ONLY' } },
    ],
  });

/** `put` and `get` are of items with `sk` S. */
async function openTable(TableName: string, ...beside: readonly string[]): Promise<StoreTable> {
  const engine = await openStoreEngine();
  const made = [TableName, ...beside];
  for (const each of made) await createTable(each);
  return {
    engine,
    TableName,
    put: (pk, more = {}) => send(new PutCommand({ TableName, Item: { pk, sk: 'S', ...more } })),
    get: async (pk) => (await send(new GetCommand({ TableName, Key: { pk, sk: 'S' }, ConsistentRead: true }))).Item,
    async discard() {
      for (const each of made) await callAws('dynamodb', 'DeleteTable', { TableName: each });
      await engine.close();
    },
  };
}
