import type { StackProps } from 'aws-cdk-lib';
import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Stage } from '../stages.ts';

/** The contexts of the shop; each has one stack, one table and one folder under functions/. */
export const contextNames = [
  'catalog',
  'inventory',
  'orders',
  'payments',
  'deliveries',
  'promotions',
  'pricing',
  'campaigns',
  'customers',
  'recommendations',
  'feedback',
  'insights',
  'journal',
  'rehearsals',
  'compliance',
  'lotteries',
  'effects',
  'group-buys',
  'referrals',
  'identity',
] as const;

/** One of the contexts of the shop. */
export type ContextName = (typeof contextNames)[number];

/** A secret that functions may ask for by name. */
export type SecretName = 'session-key' | 'webhook-sandbox';

/** `<stage>-<context>-<thing>`: stacks meet by such names, never by CloudFormation exports. */
export const nameOf = (stage: Stage, ...parts: readonly string[]): string => [stage.name, ...parts].join('-');

/** What every stack has in common: a description, and tags by which the bill can be read per stage and context. */
export const stackProps = (stage: Stage, part: string): StackProps => ({
  description: `Oneshelf ${part} (${stage.name})`,
  tags: { 'oneshelf:stage': stage.name, 'oneshelf:part': part },
});

/** Name of the one bus of a stage. */
export const busName = (stage: Stage): string => nameOf(stage, 'oneshelf');

/** ARN of a table by the naming rule, in whatever partition, region and account the stack is deployed to. */
export const tableArn = (scope: Construct, stage: Stage, context: ContextName): string =>
  Stack.of(scope).formatArn({ service: 'dynamodb', resource: 'table', resourceName: nameOf(stage, context) });

/** ARN of the bus of a stage. */
export const busArn = (scope: Construct, stage: Stage): string =>
  Stack.of(scope).formatArn({ service: 'events', resource: 'event-bus', resourceName: busName(stage) });

/** ARN of a function by its full name. */
export const functionArn = (scope: Construct, functionName: string): string =>
  Stack.of(scope).formatArn({
    service: 'lambda',
    resource: 'function',
    resourceName: functionName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

/** ARN of a queue by its full name. */
export const queueArn = (scope: Construct, queueName: string): string =>
  Stack.of(scope).formatArn({ service: 'sqs', resource: queueName });

/** What the URL of every queue of an account begins with; the queue's name follows. */
export const queuesAt = (scope: Construct): string => {
  const { region, urlSuffix, account } = Stack.of(scope);
  return `https://sqs.${region}.${urlSuffix}/${account}/`;
};

/** ARN of the topic that every alarm of a stage speaks to. */
export const alarmTopicArn = (scope: Construct, stage: Stage): string =>
  Stack.of(scope).formatArn({ service: 'sns', resource: nameOf(stage, 'alarms') });

/**
 * ARN pattern of a secret. Secrets Manager appends six random characters to the name, and they are not known to a stack
 * that meets the secret by name: six question marks match them and no longer name.
 */
export const secretArn = (scope: Construct, stage: Stage, secret: SecretName): string =>
  Stack.of(scope).formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName: `${nameOf(stage, secret)}-??????`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
