import { Duration } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { acknowledge } from './acknowledge.ts';
import { alarm } from './alarms.ts';

// The longest time SQS allows.
const deadLetterRetention = Duration.days(14);

const lastStop = {
  'AwsSolutions-SQS3': 'It is the dead-letter queue of a stream, a schedule or an asynchronous invocation.',
  'Serverless-SQSRedrivePolicy': 'It is a dead-letter queue: what lies here waits for a person.',
};

/** A dead-letter queue, with the alarm that says it is not empty. Its name ends in `-dlq`. */
export const deadLetterQueue = (scope: Construct, id: string, stage: Stage, name: string): Queue => {
  const queueName = `${name}-dlq`;
  const queue = new Queue(scope, id, {
    queueName,
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: deadLetterRetention,
  });
  alarm(scope, `${id}Alarm`, stage, {
    name: `${queueName}-not-empty`,
    namespace: 'AWS/SQS',
    metric: 'ApproximateNumberOfMessagesVisible',
    dimensions: { QueueName: queueName },
    statistic: 'Maximum',
    threshold: 1,
  });
  acknowledge(queue, lastStop);
  return queue;
};

/** Lets one rule of the bus, and no other, put messages into a queue. */
export const admitRule = (queue: Queue, ruleArn: string): void => {
  queue.addToResourcePolicy(
    new PolicyStatement({
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': ruleArn } },
    }),
  );
};
