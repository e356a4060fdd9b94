import { authorise } from './aws-reply.ts';
import type { Realm } from './dynamodb-actions.ts';
import type { QueueMappingSpec, StreamMappingSpec } from './mapping-spec.ts';
import type { Caller } from './roles.ts';
import { Unsupported } from './unsupported.ts';

const pollingRights = {
  queue: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  stream: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
};

/** Lambda polls with the function's own role and refuses a mapping without these rights: so does the platform. */
export function authorisePolling(
  spec: QueueMappingSpec | StreamMappingSpec,
  callers: Map<string, Caller>,
  realm: Realm,
): void {
  const caller = callers.get(spec.functionName);
  if (caller === undefined) throw new Unsupported('mapping to function', spec.functionName, spec.id);
  for (const action of pollingRights[spec.kind]) authorise(caller, action, spec.sourceArn);
  if (spec.kind === 'queue') return;
  authorise(caller, 'dynamodb:ListStreams', '*');
  if (spec.onFailure === undefined) return;
  const queueArn = `arn:${realm.partition}:sqs:${realm.region}:${realm.accountId}:${spec.onFailure}`;
  authorise(caller, 'sqs:SendMessage', queueArn);
}
