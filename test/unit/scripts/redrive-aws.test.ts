import { redriveInAws } from '../../../scripts/redrive/aws.ts';
import { environmentFor, type FakeAws, type FakeCall, startFakeAws } from '../../support/fake-aws.ts';

let aws: FakeAws;
let taskStates: string[];
let dead: number;

const answers: Record<string, (body: Record<string, unknown>) => object> = {
  GetQueueUrl: ({ QueueName }) => ({ QueueUrl: `https://sqs.local/000000000000/${QueueName}` }),
  GetQueueAttributes: ({ QueueUrl, AttributeNames }) =>
    (AttributeNames as string[]).includes('QueueArn')
      ? { Attributes: { QueueArn: `arn:aws:sqs:local:000000000000:${String(QueueUrl).split('/').at(-1)}` } }
      : { Attributes: { ApproximateNumberOfMessages: String(QueueUrl).endsWith('-dlq') ? String(dead) : '0' } },
  StartMessageMoveTask: () => ({ TaskHandle: 'task' }),
  ListMessageMoveTasks: () => ({
    Results: [{ Status: taskStates.shift(), ApproximateNumberOfMessagesMoved: 7, FailureReason: 'CouldNotReach' }],
  }),
};

const before = { ...process.env };
beforeAll(async () => {
  aws = await startFakeAws(({ operation, body }: FakeCall) => ({ body: answers[operation]?.(body) ?? {} }));
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
