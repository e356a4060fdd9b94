import type { Context, DynamoDBRecord } from 'aws-lambda';
import { handler } from '../../../shared/platform/relay-outbox.ts';
import { environmentFor, type FakeAws, type FakeCall, startFakeAws } from '../../support/fake-aws.ts';

type Entry = { Source: string; DetailType: string; Detail: string; EventBusName: string };

let aws: FakeAws;
let refused: string | undefined;
/** What the bus calls malformed. */
let malformed: string[];

const entriesOf = ({ body }: FakeCall) => body.Entries as Entry[];

beforeAll(async () => {
  const resultOf = ({ Detail }: Entry) => {
    if (malformed.includes(Detail)) return { ErrorCode: 'MalformedDetail' };
    return Detail === refused ? { ErrorCode: 'InternalFailure' } : { EventId: 'e' };
  };
  aws = await startFakeAws((call) =>
    call.operation === 'PutEvents' ? { body: { Entries: entriesOf(call).map(resultOf) } } : {},
  );
  Object.assign(process.env, environmentFor(aws.url), { DEAD_LETTERS: 'https://sqs/relay-dlq' });
});

afterAll(() => aws.close());

beforeEach(() => {
  aws.calls.length = 0;
  refused = undefined;
  malformed = [];
});

const record = (sequence: number, image: object = {}, eventName = 'INSERT') =>
  ({
    eventName,
    dynamodb: {
      SequenceNumber: String(sequence),
      NewImage: {
        _et: { S: 'Outbox' },
        source: { S: 'oneshelf.orders' },
        detailType: { S: 'OrderPaid.v1' },
        detail: { S: `"${sequence}"` },
        ...image,
      },
    },
  }) as DynamoDBRecord;

const relay = async (...Records: DynamoDBRecord[]) => {
  const { batchItemFailures } = await handler({ Records }, { awsRequestId: 'r' } as Context);
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
};

test('given outbox items among other changes, then they alone are published, in order', async () => {
  const records = [record(1), record(2, { _et: { S: 'Order' } }), record(3, {}, 'REMOVE'), record(4)];
  expect(await relay(...records)).toEqual([]);
  expect(aws.calls.flatMap(entriesOf)).toMatchObject([
    { Source: 'oneshelf.orders', DetailType: 'OrderPaid.v1', Detail: '"1"', EventBusName: 'local-oneshelf' },
    { Detail: '"4"' },
  ]);
});

test('given nothing to publish, then nothing is called', async () => {
  expect(await relay(record(1, { _et: { S: 'Order' } }))).toEqual([]);
  expect(aws.calls).toEqual([]);
});

test('given more than a call takes, by number or by size, then there are several calls', async () => {
  await relay(...Array.from({ length: 25 }, (_, index) => record(index)));
  expect(aws.calls.map((call) => entriesOf(call).length)).toEqual([10, 10, 5]);
  aws.calls.length = 0;
  const large = { detail: { S: JSON.stringify('x'.repeat(100_000)) } };
  await relay(record(1, large), record(2, large), record(3, large));
  expect(aws.calls.map((call) => entriesOf(call).length)).toEqual([2, 1]);
});

test('given one entry that the bus refuses, then the stream goes on from it and nothing behind it is sent yet', async () => {
  refused = '"12"';
  expect(await relay(...Array.from({ length: 25 }, (_, index) => record(index)))).toEqual(['12']);
  expect(aws.calls).toHaveLength(2);
});

test('given entries that the bus will never take, then they are parked whole, and what is behind them goes out', async () => {
  malformed = ['"2"', '"3"'];
  const records = Array.from({ length: 12 }, (_, index) => record(index));
  expect(await relay(...records)).toEqual([]);
  const parked = aws.calls.filter(({ operation }) => operation === 'SendMessage');
  expect(parked.map(({ body }) => [body.QueueUrl, JSON.parse(String(body.MessageBody))])).toEqual(
    [2, 3].map((at) => ['https://sqs/relay-dlq', { record: records[at] }]),
  );
});

test('given one behind an entry that has to come again, then it is not parked yet', async () => {
  refused = '"1"';
  malformed = ['"2"'];
  expect(await relay(record(0), record(1), record(2))).toEqual(['1']);
  expect(aws.calls.map(({ operation }) => operation)).toEqual(['PutEvents']);
});
