import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { send } from '../../../shared/platform/dynamodb.ts';
import { replaceWorld } from '../../../shared/platform/world.ts';
import { stillWorld } from '../../support/still-world.ts';
import { openStoreTable, type StoreTable } from '../../support/store-table.ts';

let table: StoreTable;
let client: DynamoDBDocumentClient;

beforeAll(async () => {
  table = await openStoreTable('client');
  const bare = new DynamoDBClient({ endpoint: table.engine.url, region: 'local' });
  client = DynamoDBDocumentClient.from(bare, { marshallOptions: { removeUndefinedValues: true } });
  replaceWorld(stillWorld);
});

afterAll(async () => {
  replaceWorld();
  client.destroy();
  await table.discard();
});

beforeEach(() => {
  table.engine.calls.length = 0;
  table.engine.instead.length = 0;
});

/** Our client takes the SDK's commands as they are, which is what dynamodb-toolbox makes where no bundler is in between. */
const COMMANDS = {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
};

type Input = Record<string, unknown>;
type Step = [keyof typeof COMMANDS, Input];

interface Outcome {
  reply?: Input;
  error?: { name: string; status?: number; reasons?: unknown };
}

const plain = ({ $metadata, ConsumedCapacity, ...reply }: Input) => reply;

/** The service's error as each client tells it. */
function told(error: unknown): Outcome['error'] {
  const { name, statusCode, $metadata, body, CancellationReasons } = error as {
    name: string;
    statusCode?: number;
    $metadata?: { httpStatusCode?: number };
    body?: { CancellationReasons?: unknown };
    CancellationReasons?: unknown;
  };
  const reasons = (CancellationReasons ?? body?.CancellationReasons) as { Code?: string }[] | undefined;
  return { name, status: statusCode ?? $metadata?.httpStatusCode, reasons: reasons?.map(({ Code }) => Code) };
}

const outcomeOf = (work: Promise<unknown>): Promise<Outcome> =>
  work.then(
    (reply) => ({ reply: plain(reply as Input) }),
    (error: unknown) => ({ error: told(error) }),
  );

const byLean = ([name, input]: Step) => outcomeOf(send(new COMMANDS[name](input as never)));
const bySdk = ([name, input]: Step) => outcomeOf(client.send(new COMMANDS[name](input as never) as never));

/** One script for both, each on items of its own. */
function script(TableName: string, who: string): Step[] {
  const Key = { pk: who, sk: 'S' };
  const item = { ...Key, n: 1.5, list: [1, 'a', null], set: new Set(['x']), map: { deep: true }, left: undefined };
  const failing = { TableName, Item: Key, ConditionExpression: 'attribute_not_exists(pk)' };
  const add = {
    TableName,
    Key,
    UpdateExpression: 'ADD n :one',
    ExpressionAttributeValues: { ':one': 1 },
    ReturnValues: 'ALL_NEW',
  };
  const query = { TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': who }, Limit: 1 };
  return [
    ['GetCommand', { TableName, Key }],
    ['PutCommand', { TableName, Item: item }],
    ['PutCommand', failing],
    ['UpdateCommand', add],
    ['GetCommand', { TableName, Key, ConsistentRead: true }],
    ['QueryCommand', query],
    ['BatchGetCommand', { RequestItems: { [TableName]: { Keys: [Key, { pk: 'nobody', sk: 'S' }] } } }],
    [
      'TransactGetCommand',
      { TransactItems: [{ Get: { TableName, Key } }, { Get: { TableName, Key: { pk: 'nobody', sk: 'S' } } }] },
    ],
    [
      'TransactWriteCommand',
      { TransactItems: [{ Put: failing }, { Put: { TableName, Item: { pk: `${who}-2`, sk: 'S' } } }] },
    ],
    ['BatchWriteCommand', { RequestItems: { [TableName]: [{ PutRequest: { Item: { pk: `${who}-3`, sk: 'S' } } }] } }],
    ['DeleteCommand', { TableName, Key, ReturnValues: 'ALL_OLD' }],
    ['GetCommand', { TableName: 'no-such-table', Key }],
    ['PutCommand', { TableName, Item: { sk: 'S' } }],
  ];
}

test('given one script, when both clients play it, then every reply, error name, status and reason is the same', async () => {
  const [ours, theirs] = [script(table.TableName, 'same'), script(table.TableName, 'same')];
  const played = async (steps: Step[], by: (step: Step) => Promise<Outcome>) => {
    const outcomes: Outcome[] = [];
    for (const step of steps) outcomes.push(await by(step));
    return outcomes;
  };
  const lean = await played(ours, byLean);
  expect(lean).toEqual(await played(theirs, bySdk));
  expect(lean.filter(({ error }) => error).map(({ error }) => error?.name)).toEqual([
    'ConditionalCheckFailedException',
    'TransactionCanceledException',
    'ResourceNotFoundException',
    'ValidationException',
  ]);
});

const failure = (status: number, name: string) => ({
  status,
  body: { __type: `com.amazonaws#${name}`, message: name },
});

test.each([
  [400, 'ProvisionedThroughputExceededException'],
  [400, 'TransactionInProgressException'],
  [500, 'InternalServerError'],
  [400, 'ValidationException'],
  [400, 'AccessDeniedException'],
])('given a service that answers %s %s always, then both try as often and end alike', async (status, name) => {
  const { engine, TableName } = table;
  const step: Step = ['GetCommand', { TableName, Key: { pk: 'nobody', sk: 'S' } }];
  const tries: number[] = [];
  const outcomes: Outcome[] = [];
  for (const by of [byLean, bySdk]) {
    engine.calls.length = 0;
    engine.instead.splice(0, engine.instead.length, ...Array.from({ length: 9 }, () => failure(status, name)));
    outcomes.push(await by(step));
    tries.push(engine.calls.length);
  }
  expect(outcomes[0]).toEqual(outcomes[1]);
  expect(tries[0]).toBe(tries[1]);
});

test('given a service that fails once, then the second try is answered', async () => {
  const { engine, TableName } = table;
  engine.instead.push(failure(500, 'InternalServerError'));
  expect(await byLean(['GetCommand', { TableName, Key: { pk: 'nobody', sk: 'S' } }])).toEqual({ reply: {} });
  expect(engine.calls).toHaveLength(2);
});
