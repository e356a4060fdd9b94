import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnEventSourceMapping, CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import type { IConstruct } from 'constructs';
import type { Rule } from './rule.ts';
import { resolved, siblings, target, unless } from './rule.ts';

interface Dimension {
  readonly name?: string;
  readonly value?: unknown;
}

const isWatched = (node: IConstruct, metric: string, name: unknown): boolean =>
  siblings(node, CfnAlarm).some((alarm) => {
    const dimensions: readonly Dimension[] = resolved(node, alarm.dimensions) as never;
    return (
      alarm.metricName === metric &&
      (alarm.alarmActions ?? []).length > 0 &&
      (dimensions ?? []).some(({ value }) => value === resolved(node, name))
    );
  });

/** Whether a queue is a dead-letter queue, by our naming rule. */
export const isDeadLetterQueue = (queue: CfnQueue): boolean => queue.queueName?.endsWith('-dlq') ?? false;

/** Every dead-letter queue tells somebody when it is not empty. */
export const deadLetterAlarm: Rule = {
  name: 'DeadLetterAlarm',
  info: 'The dead-letter queue has no alarm.',
  explanation: 'A message in it is work that was not done, and nobody looks into a queue unasked.',
  check: (node) =>
    node instanceof CfnQueue && isDeadLetterQueue(node)
      ? unless(isWatched(node, 'ApproximateNumberOfMessagesVisible', node.queueName), 'NotEmpty')
      : undefined,
};

/** Every function has alarms for errors and throttles. */
export const functionAlarms: Rule = {
  name: 'FunctionAlarms',
  info: 'The function lacks an alarm for errors or throttles.',
  explanation: 'Both are invisible to the caller when the function is fed by a queue, a stream or a schedule.',
  check: (node) =>
    node instanceof CfnFunction
      ? ['Errors', 'Throttles'].filter((metric) => !isWatched(node, metric, node.functionName))
      : undefined,
};

/** Every function that follows a stream has an alarm for its iterator age. */
export const streamAlarm: Rule = {
  name: 'StreamAlarm',
  info: 'The function follows a stream without an alarm for its age.',
  explanation: 'Records leave a stream after 24 hours, read or not.',
  check: (node) => {
    if (!(node instanceof CfnEventSourceMapping) || !node.startingPosition) return undefined;
    const fn = target(node, CfnFunction, node.functionName);
    return unless(fn !== undefined && isWatched(node, 'IteratorAge', fn.functionName), 'IteratorAge');
  },
};
