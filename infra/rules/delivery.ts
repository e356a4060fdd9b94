import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Rule } from './rule.ts';
import { resolved, unless } from './rule.ts';

interface Destination {
  readonly onFailure?: { readonly destination?: unknown };
}

interface Target {
  readonly id: string;
  readonly deadLetterConfig?: { readonly arn?: unknown };
}

const isBounded = (limit: number | undefined): boolean => limit !== undefined && limit >= 0;

/** A stream's mapping gives up after a bounded number of tries and a bounded age, and says what it gave up. */
export const streamMapping: Rule = {
  name: 'StreamMapping',
  info: 'The stream mapping retries without a bound or has nowhere to put what failed.',
  explanation: 'By default one bad record blocks its shard until it expires, and everything behind it may expire too.',
  check: (node) => {
    if (!(node instanceof CfnEventSourceMapping) || !node.startingPosition) return undefined;
    const destination = resolved(node, node.destinationConfig) as Destination | undefined;
    return [
      ...unless(isBounded(node.maximumRetryAttempts), 'MaximumRetryAttempts'),
      ...unless(isBounded(node.maximumRecordAgeInSeconds), 'MaximumRecordAgeInSeconds'),
      ...unless(destination?.onFailure?.destination !== undefined, 'OnFailure'),
    ];
  },
};

/** Every target of a bus rule has a dead-letter queue. */
export const ruleTarget: Rule = {
  name: 'RuleTarget',
  info: 'A target of the rule has no dead-letter queue.',
  explanation: 'An event that cannot be delivered is dropped after its retries.',
  check: (node) => {
    if (!(node instanceof CfnRule)) return undefined;
    const targets: readonly Target[] = (resolved(node, node.targets) as never) ?? [];
    return targets.flatMap(({ id, deadLetterConfig }) => unless(deadLetterConfig?.arn !== undefined, id));
  },
};

/** The target of a schedule has a dead-letter queue. */
export const scheduleTarget: Rule = {
  name: 'ScheduleTarget',
  info: 'The target of the schedule has no dead-letter queue.',
  explanation: 'A wake-up that cannot be delivered is dropped after its retries.',
  check: (node) => {
    if (!(node instanceof CfnSchedule)) return undefined;
    const scheduled: Target = resolved(node, node.target) as never;
    return unless(scheduled.deadLetterConfig?.arn !== undefined, 'DeadLetterConfig');
  },
};
