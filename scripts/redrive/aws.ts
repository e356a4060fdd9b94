import { callAws } from '../../shared/platform/aws.ts';
import { baseOf, pause, type Redriven } from './report.ts';

type Attributes = Record<string, string>;

const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
];
const LOOKS = 3_600;

async function urlOf(QueueName: string): Promise<string> {
  const { QueueUrl } = await callAws('sqs', 'GetQueueUrl', { QueueName });
  return String(QueueUrl);
}

async function attributesOf(QueueUrl: string, AttributeNames: string[]): Promise<Attributes> {
  const { Attributes } = await callAws('sqs', 'GetQueueAttributes', { QueueUrl, AttributeNames });
  return Attributes as Attributes;
}

async function waitingIn(queueUrl: string): Promise<number> {
  const counts = await attributesOf(queueUrl, COUNTS);
  return COUNTS.reduce((sum, name) => sum + Number(counts[name] ?? 0), 0);
}

interface Task {
  Status: string;
  ApproximateNumberOfMessagesMoved?: number;
  FailureReason?: string;
}

async function latestTask(SourceArn: string): Promise<Task | undefined> {
  const { Results } = await callAws('sqs', 'ListMessageMoveTasks', { SourceArn, MaxResults: 1 });
  return (Results as Task[] | undefined)?.[0];
}

/** Waits until SQS has moved everything; answers how many messages that were. */
async function finished(sourceArn: string, betweenMs: number): Promise<number> {
  for (let look = 0; look < LOOKS; look += 1) {
    const task = await latestTask(sourceArn);
    if (task?.Status === 'FAILED') throw new Error(`SQS gave up: ${task.FailureReason ?? 'no reason given'}`);
    if (task?.Status === 'COMPLETED') return task.ApproximateNumberOfMessagesMoved ?? 0;
    await pause(betweenMs);
  }
  throw new Error('SQS is still moving messages; look into its console');
}

/** Lets SQS move everything back (StartMessageMoveTask) and waits until the queue is worked off. */
export async function redriveInAws(queue: string, region: string, betweenMs = 5_000): Promise<Redriven> {
  process.env.AWS_REGION = region;
  const base = baseOf(queue);
  const [workUrl, deadUrl] = [await urlOf(base), await urlOf(`${base}-dlq`)];
  const { QueueArn } = await attributesOf(deadUrl, ['QueueArn']);
  await callAws('sqs', 'StartMessageMoveTask', { SourceArn: QueueArn });
  const moved = await finished(String(QueueArn), betweenMs);
  for (let look = 0; look < LOOKS && (await waitingIn(workUrl)) > 0; look += 1) await pause(betweenMs);
  return { moved, back: await waitingIn(deadUrl) };
}
