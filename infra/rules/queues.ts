import { CfnEventSourceMapping, CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { isDeadLetterQueue } from './alarms.ts';
import type { Rule } from './rule.ts';
import { resolved, target, unless } from './rule.ts';

/** A poller needs several tries at a batch before its messages show up again for another. */
const visibilityFactor = 6;

/** Every queue has a dead-letter queue, save the dead-letter queues. */
export const queueDeadLetters: Rule = {
  name: 'QueueDeadLetters',
  info: 'The queue has no dead-letter queue.',
  explanation: 'A message that can never be handled comes back until it expires, and is then gone without a trace.',
  check: (node) =>
    node instanceof CfnQueue && !isDeadLetterQueue(node)
      ? unless(resolved(node, node.redrivePolicy)?.deadLetterTargetArn !== undefined, 'RedrivePolicy')
      : undefined,
};

/** The visibility of a queue outlasts six time-outs of the function that drains it. */
export const queueVisibility: Rule = {
  name: 'QueueVisibility',
  info: 'The queue shows a message again before its function had six time-outs to handle it.',
  explanation: 'Else a throttled or slow function works on a message that another invocation already has.',
  check: (node) => {
    if (!(node instanceof CfnEventSourceMapping)) return undefined;
    const queue = target(node, CfnQueue, node.eventSourceArn);
    if (!queue) return undefined;
    const timeout = target(node, CfnFunction, node.functionName)?.timeout;
    const kept = timeout !== undefined && (queue.visibilityTimeout ?? 0) >= visibilityFactor * timeout;
    return unless(kept, 'VisibilityTimeout');
  },
};

/** A queue's mapping reports failures message by message and has a maximum of concurrent invocations. */
export const queueMapping: Rule = {
  name: 'QueueMapping',
  info: 'The queue mapping lacks ReportBatchItemFailures or a maximum concurrency.',
  explanation:
    'One bad message must not fail its neighbours, and one queue must not take every invocation of the account.',
  check: (node) => {
    if (!(node instanceof CfnEventSourceMapping) || node.startingPosition) return undefined;
    const scaling = resolved(node, node.scalingConfig) as { maximumConcurrency?: number } | undefined;
    return [
      ...unless(node.functionResponseTypes?.includes('ReportBatchItemFailures') ?? false, 'ReportBatchItemFailures'),
      ...unless(scaling?.maximumConcurrency !== undefined, 'MaximumConcurrency'),
    ];
  },
};
