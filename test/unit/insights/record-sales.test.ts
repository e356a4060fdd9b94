import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import type { EventContract } from '../../../events/contract.ts';
import { OrderImported } from '../../../events/orders/order-imported.v1.ts';
import { OrderPlaced } from '../../../events/orders/order-placed.v1.ts';
import { OrderRefunded } from '../../../events/orders/order-refunded.v1.ts';
import { handler } from '../../../functions/insights/record-sales.ts';
import { type FakeDynamoDb, startFakeDynamoDb } from './fake-dynamodb.ts';

let dynamodb: FakeDynamoDb;

beforeAll(async () => {
  dynamodb = await startFakeDynamoDb();
  Object.assign(process.env, {
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.url,
    STAGE: 'local',
    TIME_ZONE: 'Asia/Shanghai',
  });
});

afterAll(() => dynamodb.close());

const messageOf = <Data>(contract: EventContract<Data>, id: string, channel?: string): SQSRecord => {
  const detail = { id, type: contract.type, correlationId: 'c', causationId: 'd', channel, data: contract.example };
  const body = JSON.stringify({ source: contract.source, 'detail-type': contract.detailType, detail });
  return { messageId: `message-${id}`, body } as SQSRecord;
};

const hear = (...Records: SQSRecord[]) => handler({ Records } satisfies SQSEvent, { awsRequestId: 'r' } as Context);

const placed = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => messageOf(OrderPlaced, `placed-${from + index}`, 'web'));

describe('recording sales', () => {
  it('given a batch of every event it hears, then one transaction counts them all', async () => {
    const before = dynamodb.calls();
    const answer = await hear(
      ...placed(0, 8),
      messageOf(OrderImported, 'imported'),
      messageOf(OrderRefunded, 'refund'),
    );
    expect(answer.batchItemFailures).toEqual([]);
    expect(dynamodb.calls() - before).toBe(1);
    const writes = dynamodb.committed.at(-1) ?? [];
    expect(writes.filter(({ Put }) => Put)).toHaveLength(10);
    expect(writes.filter(({ Update }) => Update)).toHaveLength(3);
  });

  it('given the largest batch, each event on a counter of its own, then it still fits one transaction', async () => {
    const days = Array.from({ length: 45 }, (_, index) => `${2000 + index}-01-01T00:00:00.000Z`);
    const messages = days.map((placedAt, index) =>
      messageOf({ ...OrderPlaced, example: { ...OrderPlaced.example, placedAt } }, `day-${index}`, 'web'),
    );
    const before = dynamodb.calls();
    expect((await hear(...messages)).batchItemFailures).toEqual([]);
    expect(dynamodb.calls() - before).toBe(1);
    expect(dynamodb.committed.at(-1)?.length).toBeLessThanOrEqual(100);
  });

  it('given an event that came before among new ones, then the new ones count once and it does not', async () => {
    const first = messageOf(OrderPlaced, 'twice', 'web');
    await hear(first);
    const before = dynamodb.committed.length;
    const answer = await hear(first, messageOf(OrderPlaced, 'once', 'web'));
    expect(answer.batchItemFailures).toEqual([]);
    expect(dynamodb.committed.length - before).toBe(1);
  });

  it('given the same event twice in one batch, then it counts once', async () => {
    const before = dynamodb.committed.length;
    await hear(messageOf(OrderPlaced, 'same', 'web'), messageOf(OrderPlaced, 'same', 'web'));
    expect(dynamodb.committed.length - before).toBe(1);
    expect(dynamodb.committed.at(-1)).toHaveLength(2);
  });

  it('given a message that cannot be read, then it alone comes again', async () => {
    const answer = await hear(messageOf(OrderPlaced, 'good', 'web'), { messageId: 'bad', body: '{}' } as SQSRecord);
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'bad' }]);
  });
});
