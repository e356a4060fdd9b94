import { Duration, Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { acknowledge } from './acknowledge.ts';
import type { EventData } from './contracts.ts';
import { patternOf } from './contracts.ts';
import type { OneshelfFunction } from './lambda.ts';
import { busName } from './names.ts';
import { admitRule, deadLetterQueue } from './queue.ts';

/** How a queue is drained. */
export interface Draining {
  /** Messages for one invocation; 10 unless told otherwise. */
  readonly batchSize?: number;
  /** Seconds to wait for a fuller batch; 0 unless told otherwise, at least 1 when the batch is larger than 10. */
  readonly batchingWindow?: number;
  /** Invocations at a time; 5 unless told otherwise, at least 2. */
  readonly maximumConcurrency?: number;
}

/**
 * Receives after which a message goes to the dead-letter queue: with at least a minute of visibility, what a consumer needs
 * may be gone for a quarter of an hour (the simulator's blackouts), and nobody has to send messages back afterwards.
 */
const maxReceiveCount = 20;

/** A queue, what it could not get rid of, and the name both have in common with their function and rule. */
export interface WorkQueue {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly name: string;
}

/** A queue with its dead-letter queue, its visibility set to outlast six time-outs of the function that drains it. */
export const workQueue = (scope: Construct, stage: Stage, name: string, timeout: number): WorkQueue => {
  const deadLetters = deadLetterQueue(scope, 'DeadLetters', stage, name);
  const queue = new Queue(scope, 'Queue', {
    queueName: name,
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    visibilityTimeout: Duration.seconds(6 * timeout),
    retentionPeriod: Duration.days(4),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount },
  });
  return { queue, deadLetters, name };
};

/** What Lambda's poller does with a queue on the function's behalf. */
export const pollingRights = (queue: Queue): PolicyStatement =>
  new PolicyStatement({
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    resources: [queue.queueArn],
  });

/** Feeds a function from a queue: failures are reported message by message, so one bad message never fails its neighbours. */
export const drain = (fn: OneshelfFunction, queue: Queue, draining: Draining): void => {
  const mapping = new CfnEventSourceMapping(fn, 'Mapping', {
    functionName: fn.lambda.functionName,
    eventSourceArn: queue.queueArn,
    batchSize: draining.batchSize ?? 10,
    maximumBatchingWindowInSeconds: draining.batchingWindow ?? 0,
    functionResponseTypes: ['ReportBatchItemFailures'],
    scalingConfig: { maximumConcurrency: draining.maximumConcurrency ?? 5 },
  });
  acknowledge(mapping, {
    'Serverless-LambdaEventSourceMappingDestination':
      'Lambda has no failure destination for a queue that is a source: the queue itself has a dead-letter queue.',
  });
};

/** Brings the given facts from the bus to a queue; what the bus cannot deliver goes to the queue's own dead-letter queue. */
export const subscribe = (
  { queue, deadLetters, name }: WorkQueue,
  stage: Stage,
  events: readonly EventData[],
): void => {
  const bus = busName(stage);
  const scope = queue.node.scope as Construct;
  new CfnRule(scope, 'Rule', {
    name,
    eventBusName: bus,
    eventPattern: patternOf(events),
    state: 'ENABLED',
    targets: [
      {
        id: 'queue',
        arn: queue.queueArn,
        retryPolicy: { maximumRetryAttempts: 185, maximumEventAgeInSeconds: 86_400 },
        deadLetterConfig: { arn: deadLetters.queueArn },
      },
    ],
  });
  const ruleArn = Stack.of(scope).formatArn({ service: 'events', resource: 'rule', resourceName: `${bus}/${name}` });
  admitRule(queue, ruleArn);
  admitRule(deadLetters, ruleArn);
};
