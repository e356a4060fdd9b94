import { callAws } from '../../shared/platform/aws.ts';
import { invoke } from './invoke.ts';
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

type Message = { Body: string; ReceiptHandle: string };
type Report = { batchItemFailures?: unknown[] } | null;

/** Longer than a function may run: nobody else is handed a record meanwhile. */
const VISIBILITY_SECONDS = 360;

/** Everything that lies in a queue, and what comes while it is looked through. */
async function* messagesIn(QueueUrl: string): AsyncGenerator<Message> {
  const wish = { MaxNumberOfMessages: 10, WaitTimeSeconds: 1, VisibilityTimeout: VISIBILITY_SECONDS };
  for (;;) {
    const { Messages = [] } = await callAws('sqs', 'ReceiveMessage', { QueueUrl, ...wish });
    if ((Messages as Message[]).length === 0) return;
    yield* Messages as Message[];
  }
}

/** Whether the function of this name made something of a record at last. */
async function isWorkedOff(functionName: string, record: unknown): Promise<boolean> {
  const report = (await invoke(functionName, { Records: [record] })) as Report;
  return report?.batchItemFailures?.length === 0;
}

/**
 * Hands the records that a function parked of its stream to it again, each once and alone. What fails stays, and so does what
 * Lambda gave up by itself: that names a place in the stream only.
 */
async function handOver(functionName: string, deadUrl: string): Promise<number> {
  // A record that is parked again comes with the very same text.
  const handed = new Set<string>();
  for await (const { Body, ReceiptHandle } of messagesIn(deadUrl)) {
    const { record } = JSON.parse(Body) as { record?: unknown };
    if (record === undefined || handed.has(Body)) continue;
    handed.add(Body);
    if (await isWorkedOff(functionName, record))
      await callAws('sqs', 'DeleteMessage', { QueueUrl: deadUrl, ReceiptHandle });
  }
  return handed.size;
}

const isNoQueue = (error: unknown) => /NonExistentQueue|QueueDoesNotExist/.test((error as Error).name);

/** The queue before a dead-letter queue; streams have none. */
async function workQueue(base: string): Promise<string | undefined> {
  try {
    return await urlOf(base);
  } catch (error) {
    if (isNoQueue(error)) return undefined;
    throw error;
  }
}

async function movedBack(workUrl: string, deadUrl: string, betweenMs: number): Promise<number> {
  const { QueueArn } = await attributesOf(deadUrl, ['QueueArn']);
  await callAws('sqs', 'StartMessageMoveTask', { SourceArn: QueueArn });
  const moved = await finished(String(QueueArn), betweenMs);
  for (let look = 0; look < LOOKS && (await waitingIn(workUrl)) > 0; look += 1) await pause(betweenMs);
  return moved;
}

/**
 * Lets SQS move everything back (StartMessageMoveTask) and waits until the queue is worked off; where a stream is before the
 * dead letters, hands their records to the function again.
 */
export async function redriveInAws(queue: string, region: string, betweenMs = 5_000): Promise<Redriven> {
  process.env.AWS_REGION = region;
  const base = baseOf(queue);
  const [workUrl, deadUrl] = [await workQueue(base), await urlOf(`${base}-dlq`)];
  const moved = await (workUrl ? movedBack(workUrl, deadUrl, betweenMs) : handOver(base, deadUrl));
  return { moved, back: await waitingIn(deadUrl) };
}
