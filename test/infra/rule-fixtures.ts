import type { CfnResource, Stack } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping, CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';

const alarmOn = (stack: Stack, metricName: string, value: string, alarmActions = ['topic']) =>
  new CfnAlarm(stack, `${value}${metricName}`, {
    metricName,
    alarmActions,
    dimensions: [{ name: 'Name', value }],
    comparisonOperator: 'GreaterThanOrEqualToThreshold',
    evaluationPeriods: 1,
  });

const functionIn = (stack: Stack, more: object = {}) =>
  new CfnFunction(stack, 'Function', { code: {}, role: 'role', functionName: 'fn', timeout: 10, ...more });

const queueIn = (stack: Stack, more: object = {}) =>
  new CfnQueue(stack, 'Queue', { queueName: 'work', visibilityTimeout: 60, ...more });

const queueMapping = (stack: Stack, more: object = {}, visibilityTimeout = 60) =>
  new CfnEventSourceMapping(stack, 'Mapping', {
    functionName: functionIn(stack).ref,
    eventSourceArn: queueIn(stack, { visibilityTimeout }).attrArn,
    functionResponseTypes: ['ReportBatchItemFailures'],
    scalingConfig: { maximumConcurrency: 5 },
    ...more,
  });

const streamMapping = (stack: Stack, more: object = {}) =>
  new CfnEventSourceMapping(stack, 'Mapping', {
    functionName: functionIn(stack).ref,
    startingPosition: 'TRIM_HORIZON',
    maximumRetryAttempts: 10,
    maximumRecordAgeInSeconds: 3_600,
    destinationConfig: { onFailure: { destination: 'arn' } },
    ...more,
  });

/** A role in `stack` with one statement that allows something. */
export const statement = (stack: Stack, more: object) =>
  new CfnRole(stack, 'Role', {
    assumeRolePolicyDocument: {},
    policies: [{ policyName: 'code', policyDocument: { Statement: [{ Effect: 'Allow', ...more }] } }],
  });

const own = { Action: ['dynamodb:GetItem'], Resource: 'arn:p:dynamodb:r:a:table/dev-orders' };
/** A right on another context's table, without a hold. */
export const foreign = { Action: 'dynamodb:GetItem', Resource: 'arn:p:dynamodb:r:a:table/dev-catalog' };

const schedule = (stack: Stack, deadLetterConfig?: { arn: string }) =>
  new CfnSchedule(stack, 'Schedule', {
    flexibleTimeWindow: { mode: 'OFF' },
    scheduleExpression: 'rate(1 minute)',
    target: { arn: 'arn', roleArn: 'arn', deadLetterConfig },
  });

const logged = (stack: Stack, retentionInDays?: number) =>
  functionIn(stack, { loggingConfig: { logGroup: new CfnLogGroup(stack, 'Logs', { retentionInDays }).ref } });

const table = (stack: Stack, kept: boolean) =>
  new CfnTable(stack, 'Table', {
    keySchema: [],
    deletionProtectionEnabled: kept,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: kept },
  });

/** One rule with a resource that keeps it, one that breaks it, and what it then finds. */
export interface RuleFixture {
  readonly rule: string;
  readonly passes: (stack: Stack) => CfnResource;
  readonly fails: (stack: Stack) => CfnResource;
  readonly findings: readonly string[];
}

const deadLettersWith = (actions: string[]) => (stack: Stack) => {
  alarmOn(stack, 'ApproximateNumberOfMessagesVisible', 'work-dlq', actions);
  return queueIn(stack, { queueName: 'work-dlq' });
};

const watched =
  (...metrics: readonly string[]) =>
  (stack: Stack) => {
    for (const metric of metrics) alarmOn(stack, metric, 'fn');
    return functionIn(stack);
  };

/** Every rule of the house, once. */
export const ruleFixtures: readonly RuleFixture[] = [
  {
    rule: 'QueueDeadLetters',
    passes: (stack) => queueIn(stack, { redrivePolicy: { deadLetterTargetArn: 'arn', maxReceiveCount: 5 } }),
    fails: (stack) => queueIn(stack),
    findings: ['RedrivePolicy'],
  },
  { rule: 'DeadLetterAlarm', passes: deadLettersWith(['topic']), fails: deadLettersWith([]), findings: ['NotEmpty'] },
  {
    rule: 'QueueVisibility',
    passes: (stack) => queueMapping(stack),
    fails: (stack) => queueMapping(stack, {}, 59),
    findings: ['VisibilityTimeout'],
  },
  {
    rule: 'QueueMapping',
    passes: (stack) => queueMapping(stack),
    fails: (stack) => queueMapping(stack, { functionResponseTypes: undefined, scalingConfig: undefined }),
    findings: ['ReportBatchItemFailures', 'MaximumConcurrency'],
  },
  {
    rule: 'StreamMapping',
    passes: (stack) => streamMapping(stack),
    fails: (stack) =>
      streamMapping(stack, {
        maximumRetryAttempts: -1,
        maximumRecordAgeInSeconds: undefined,
        destinationConfig: undefined,
      }),
    findings: ['MaximumRetryAttempts', 'MaximumRecordAgeInSeconds', 'OnFailure'],
  },
  {
    rule: 'StreamAlarm',
    passes: (stack) => {
      alarmOn(stack, 'IteratorAge', 'fn');
      return streamMapping(stack);
    },
    fails: (stack) => streamMapping(stack),
    findings: ['IteratorAge'],
  },
  {
    rule: 'RuleTarget',
    passes: (stack) =>
      new CfnRule(stack, 'Rule', { targets: [{ id: 'a', arn: 'arn', deadLetterConfig: { arn: 'arn' } }] }),
    fails: (stack) => new CfnRule(stack, 'Rule', { targets: [{ id: 'a', arn: 'arn' }] }),
    findings: ['a'],
  },
  {
    rule: 'ScheduleTarget',
    passes: (stack) => schedule(stack, { arn: 'arn' }),
    fails: (stack) => schedule(stack),
    findings: ['DeadLetterConfig'],
  },
  {
    rule: 'LogRetention',
    passes: (stack) => logged(stack, 14),
    fails: (stack) => logged(stack),
    findings: ['LogGroup'],
  },
  {
    rule: 'FunctionName',
    passes: (stack) => functionIn(stack, { functionName: 'a'.repeat(64) }),
    fails: (stack) => functionIn(stack, { functionName: 'a'.repeat(65) }),
    findings: ['Length'],
  },
  { rule: 'FunctionAlarms', passes: watched('Errors', 'Throttles'), fails: watched('Errors'), findings: ['Throttles'] },
  {
    rule: 'TableProtection',
    passes: (stack) => table(stack, true),
    fails: (stack) => table(stack, false),
    findings: ['PointInTimeRecovery', 'DeletionProtection'],
  },
  {
    rule: 'WildcardAction',
    passes: (stack) => statement(stack, own),
    fails: (stack) => statement(stack, { ...own, Action: ['dynamodb:*', 'dynamodb:GetItem'] }),
    findings: ['dynamodb:*'],
  },
  {
    rule: 'WildcardResource',
    passes: (stack) => statement(stack, own),
    fails: (stack) => statement(stack, { ...own, Resource: ['*', `${own.Resource}/index/*`] }),
    findings: ['*', 'table/dev-orders/index/*'],
  },
  {
    rule: 'ForeignTable',
    passes: (stack) => statement(stack, { ...foreign, Sid: 'HoldCatalog' }),
    fails: (stack) => statement(stack, foreign),
    findings: ['catalog'],
  },
];
