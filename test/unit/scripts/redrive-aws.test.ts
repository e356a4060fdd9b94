import { redriveInAws } from '../../../scripts/redrive/aws.ts';
import { environmentFor, type FakeAws, type FakeCall, startFakeAws } from '../../support/fake-aws.ts';

let aws: FakeAws;
let taskStates: string[];
let dead: number;
let batches: object[][];

/** A function of a stream as Lambda answers for it: what is called bad fails. */
const reportOf = (body: Record<string, unknown>) => ({
  batchItemFailures: JSON.stringify(body).includes('bad') ? [{ itemIdentifier: 'bad' }] : [],
});

const answers: Record<string, (body: Record<string, unknown>) => object> = {
  GetQueueUrl: ({ QueueName }) => ({ QueueUrl: `https://sqs.local/000000000000/${QueueName}` }),
  GetQueueAttributes: ({ QueueUrl, AttributeNames }) =>
    (AttributeNames as string[]).includes('QueueArn')
      ? { Attributes: { QueueArn: `arn:aws:sqs:local:000000000000:${String(QueueUrl).split('/').at(-1)}` } }
      : { Attributes: { ApproximateNumberOfMessages: String(QueueUrl).endsWith('-dlq') ? String(dead) : '0' } },
  ReceiveMessage: () => ({ Messages: batches.shift() }),
  '': reportOf,
  StartMessageMoveTask: () => ({ TaskHandle: 'task' }),
  ListMessageMoveTasks: () => ({
    Results: [{ Status: taskStates.shift(), ApproximateNumberOfMessagesMoved: 7, FailureReason: 'CouldNotReach' }],
  }),
};

/** Streams have dead letters and no queue. */
const noQueue = /relay-outbox$|nobody/;

const before = { ...process.env };
beforeAll(async () => {
  aws = await startFakeAws(({ operation, body }: FakeCall) => {
    if (operation === 'GetQueueUrl' && noQueue.test(String(body.QueueName)))
      return { status: 400, body: { __type: 'com.amazonaws.sqs#QueueDoesNotExist' } };
    return { body: answers[operation]?.(body) ?? {} };
  });
  Object.assign(process.env, environmentFor(aws.url));
});
afterAll(async () => {
  process.env = { ...before };
  await aws.close();
});

describe('given a dead-letter queue in AWS', () => {
  test('when it is redriven, then SQS moves its messages and we wait until it has', async () => {
    taskStates = ['RUNNING', 'RUNNING', 'COMPLETED'];
    dead = 2;
    expect(await redriveInAws('prod-insights-record-sales', 'local', 1)).toEqual({ moved: 7, back: 2 });
    const started = aws.calls.filter(({ operation }) => operation === 'StartMessageMoveTask');
    expect(started.map(({ body }) => body)).toEqual([
      { SourceArn: 'arn:aws:sqs:local:000000000000:prod-insights-record-sales-dlq' },
    ]);
    expect(aws.calls.filter(({ operation }) => operation === 'ListMessageMoveTasks')).toHaveLength(3);
  });

  test('when SQS gives up, then it is said', async () => {
    taskStates = ['FAILED'];
    dead = 0;
    await expect(redriveInAws('prod-insights-record-sales-dlq', 'local', 1)).rejects.toThrow('CouldNotReach');
  });
});

describe('given records that a function parked of its stream, in AWS', () => {
  const parked = (name: string) => JSON.stringify({ record: { dynamodb: { SequenceNumber: name } } });
  const message = (Body: string) => ({ Body, ReceiptHandle: Body });
  const pointer = JSON.stringify({ requestContext: { condition: 'MaximumRecordAgeExceeded' } });

  test('when they are redriven, then each goes to the function once; what it works off is gone, the rest stays', async () => {
    // What fails is parked by the function again, so it comes a second time.
    batches = [[parked('good'), parked('bad'), pointer].map(message), [message(parked('bad'))], []];
    dead = 2;
    const before = aws.calls.length;
    expect(await redriveInAws('prod-orders-relay-outbox', 'local', 1)).toEqual({ moved: 2, back: 2 });
    const calls = aws.calls.slice(before);
    const handed = calls.filter(({ operation }) => operation === '').map(({ body }) => body.Records);
    expect(handed).toEqual([[{ dynamodb: { SequenceNumber: 'good' } }], [{ dynamodb: { SequenceNumber: 'bad' } }]]);
    const deleted = calls.filter(({ operation }) => operation === 'DeleteMessage');
    expect(deleted.map(({ body }) => body.ReceiptHandle)).toEqual([parked('good')]);
  });

  test('when there is no such queue at all, then it is said', async () => {
    await expect(redriveInAws('prod-nobody', 'local', 1)).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  });
});
