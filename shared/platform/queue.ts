import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { callAws } from './aws.ts';
import { setting, shop } from './env.ts';
import { log } from './log.ts';
import { publishCounts } from './metrics.ts';
import { type Run, startRun } from './run.ts';

/** SendMessageBatch takes at most this many messages. */
const MOST_AT_ONCE = 10;

async function sendBatch(QueueUrl: string, bodies: readonly string[]): Promise<void> {
  const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
  const { Failed } = await callAws('sqs', 'SendMessageBatch', { QueueUrl, Entries });
  if (Array.isArray(Failed) && Failed.length > 0) throw new Error(`${Failed.length} messages were not taken`);
}

/**
 * Puts messages into the queue of one of this context's workers. Resolves when all of them are kept. Right: SendMessage
 * (`queues` of the stack). A message may arrive more than once.
 */
export async function sendToWorker(context: string, worker: string, messages: readonly object[]): Promise<void> {
  const QueueUrl = `${setting('QUEUES_AT')}${shop.stage}-${context}-${worker}`;
  const bodies = messages.map((message) => JSON.stringify(message));
  const [first] = bodies;
  if (first !== undefined && bodies.length === 1) {
    await callAws('sqs', 'SendMessage', { QueueUrl, MessageBody: first });
    return;
  }
  const batches = Array.from({ length: Math.ceil(bodies.length / MOST_AT_ONCE) }, (_, at) => at * MOST_AT_ONCE);
  await Promise.all(batches.map((at) => sendBatch(QueueUrl, bodies.slice(at, at + MOST_AT_ONCE))));
}

/** A message that a worker is given, and the id under which it can say that it failed. */
export interface Work<Message> {
  id: string;
  message: Message;
}

/** A use case on a batch of messages; it answers the ids of those that must come again. */
export type WorkUseCase<Message> = (works: Work<Message>[], run: Run) => Promise<string[]>;

function parse<Message>(body: string, fields: readonly string[]): Message {
  const message: unknown = JSON.parse(body);
  const has = (field: string) => typeof message === 'object' && message !== null && Object.hasOwn(message, field);
  if (!fields.every(has)) throw new Error(`a message without ${fields.join(', ')}`);
  return message as Message;
}

/** What a record says, or nothing where nobody can make anything of it: then it comes again alone, until it is parked. */
function read<Message>({ messageId, body }: SQSRecord, fields: readonly string[]): Work<Message>[] {
  try {
    return [{ id: messageId, message: parse<Message>(body, fields) }];
  } catch (error) {
    log.error('unreadable message', { error: error as Error, messageId });
    return [];
  }
}

/**
 * The Lambda handler of a queue that this context fills itself. A message without all of `fields` is nobody's work and ends
 * among the dead letters. A throw brings the whole batch again.
 */
export function workHandler<Message>(fields: readonly (keyof Message & string)[], useCase: WorkUseCase<Message>) {
  return middy<SQSEvent, SQSBatchResponse, Error, Context>().handler(async ({ Records }, context) => {
    const id = context.awsRequestId;
    log.appendKeys({ correlationId: id });
    try {
      const works = Records.flatMap((record) => read<Message>(record, fields));
      const readable = new Set(works.map((work) => work.id));
      const unreadable = Records.map(({ messageId }) => messageId).filter((messageId) => !readable.has(messageId));
      const failed = works.length > 0 ? await useCase(works, startRun(id, id)) : [];
      return { batchItemFailures: [...unreadable, ...failed].map((itemIdentifier) => ({ itemIdentifier })) };
    } catch (error) {
      log.error('batch failed', error as Error);
      throw error;
    } finally {
      publishCounts();
    }
  });
}
