import { createHash } from 'node:crypto';
import { AwsError, type AwsService, authorise, awsJson, notRun } from './aws-reply.ts';
import type { Realm } from './dynamodb-actions.ts';
import type { Queue } from './queue.ts';
import type { Outgoing } from './queue-store.ts';
import type { Queues } from './queues.ts';
import type { Caller } from './roles.ts';
import { nameInArn } from './targets.ts';

type Sent = { MessageBody?: string; DelaySeconds?: number; MessageAttributes?: unknown };
type BatchEntry = Sent & { Id: string };

const sizeCap = 1024 * 1024;

const outgoing = ({ MessageBody, DelaySeconds, MessageAttributes }: Sent): Outgoing => {
  if (!MessageBody) throw new AwsError('MissingParameter', 'MessageBody is required');
  if (Buffer.byteLength(MessageBody) > sizeCap)
    throw new AwsError('InvalidParameterValue', 'the message is larger than 1 MiB');
  return {
    body: MessageBody,
    attributes: JSON.stringify(MessageAttributes ?? {}),
    ...(DelaySeconds !== undefined && { delayMs: DelaySeconds * 1000 }),
  };
};

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** The sending half of SQS; receiving is the platform's own business, through event source mappings. */
export function sqsService(queues: Queues, realm: Realm): AwsService {
  const queueFor = (caller: Caller, url: unknown): Queue => {
    const name = nameInArn(String(url ?? ''));
    authorise(caller, 'sqs:SendMessage', `arn:${realm.partition}:sqs:${realm.region}:${realm.accountId}:${name}`);
    const queue = queues.find(name);
    if (queue === undefined) throw new AwsError('QueueDoesNotExist', `no queue ${name}`);
    return queue;
  };
  const single = (queue: Queue, body: Record<string, unknown>) => {
    const message = outgoing(body);
    const [MessageId] = queue.send([message]);
    return awsJson({ MessageId, MD5OfMessageBody: md5(message.body) });
  };
  const batch = (queue: Queue, entries: BatchEntry[]) => {
    if (entries.length < 1) throw new AwsError('EmptyBatchRequest', 'a batch has at least one entry');
    if (entries.length > 10) throw new AwsError('TooManyEntriesInBatchRequest', 'a batch has at most ten entries');
    const messages = entries.map(outgoing);
    const ids = queue.send(messages);
    const Successful = entries.map(({ Id }, index) => ({
      Id,
      MessageId: ids[index],
      MD5OfMessageBody: md5(messages[index]?.body ?? ''),
    }));
    return awsJson({ Successful, Failed: [] });
  };
  return ({ caller, operation, body }) => {
    if (operation === 'SendMessage') return single(queueFor(caller, body.QueueUrl), body);
    if (operation === 'SendMessageBatch')
      return batch(queueFor(caller, body.QueueUrl), (body.Entries ?? []) as BatchEntry[]);
    throw notRun('sqs', operation);
  };
}
