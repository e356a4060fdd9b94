// A small app that uses every kind of thing that the local platform runs. Synthesised by test/support/fixture-assembly.ts.
import { join } from 'node:path';
import { App, CfnResource, Duration, Stack } from 'aws-cdk-lib';
import { CfnApi, CfnAuthorizer, CfnIntegration, CfnRoute, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { AttributeType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { CfnRule, EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping, CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Queue } from 'aws-cdk-lib/aws-sqs';

type Rights = { actions: string[]; resources: string[] }[];

const app = new App({ analyticsReporting: false });
const stack = new Stack(app, 'fixture');
const code = new Asset(stack, 'Code', {
  path: join(process.cwd(), 'test', 'support', 'platform-fixture', 'functions'),
});
const table = (id: string, streamed: boolean) =>
  new Table(stack, id, {
    tableName: `fixture-${id.toLowerCase()}`,
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    timeToLiveAttribute: 'expiresAt',
    ...(streamed && { stream: StreamViewType.NEW_AND_OLD_IMAGES }),
  });
const items = table('Items', true);
const seen = table('Seen', false);
const bus = new EventBus(stack, 'Bus', { eventBusName: 'fixture-bus' });
const queue = (id: string, name: string, deadLetters?: Queue) =>
  new Queue(stack, id, {
    queueName: name,
    visibilityTimeout: Duration.seconds(6),
    ...(deadLetters && { deadLetterQueue: { queue: deadLetters, maxReceiveCount: 3 } }),
  });
const deadLetters = queue('DeadLetters', 'fixture-work-dlq');
const work = queue('Work', 'fixture-work', deadLetters);
const scheduleDeadLetters = queue('ScheduleDeadLetters', 'fixture-schedule-dlq');

const fn = (action: string, rights: Rights, more: Partial<{ timeout: number; reserved: number }> = {}) => {
  const role = new Role(stack, `${action}-role`, {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: { own: new PolicyDocument({ statements: rights.map((right) => new PolicyStatement(right)) }) },
  });
  return new CfnFunction(stack, `${action}-function`, {
    functionName: `fixture-${action}`,
    runtime: 'nodejs24.x',
    handler: 'item.handler',
    code: { s3Bucket: code.s3BucketName, s3Key: code.s3ObjectKey },
    role: role.roleArn,
    memorySize: 128,
    timeout: more.timeout ?? 10,
    environment: {
      variables: { ACTION: action, TABLE: items.tableName, SEEN: seen.tableName, BUS: bus.eventBusName },
    },
  });
};

const on = (resource: string, ...actions: string[]) => ({ actions, resources: [resource] });
const read = fn('read', [on(items.tableArn, 'dynamodb:GetItem')]);
const write = fn('write', [on(items.tableArn, 'dynamodb:PutItem', 'dynamodb:UpdateItem')]);
const forbidden = fn('forbidden', [on(items.tableArn, 'dynamodb:GetItem')]);
const slow = fn('slow', [on(items.tableArn, 'dynamodb:GetItem')], { timeout: 1 });
const crash = fn('crash', [on(items.tableArn, 'dynamodb:GetItem')]);
const echo = fn('echo', [on(items.tableArn, 'dynamodb:GetItem')]);
const authorise = fn('authorise', [on(items.tableArn, 'dynamodb:GetItem')]);
const relay = fn('relay', [
  on(bus.eventBusArn, 'events:PutEvents'),
  on(items.tableStreamArn ?? '', 'dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'),
  on('*', 'dynamodb:ListStreams'),
]);
const consume = fn('consume', [
  on(seen.tableArn, 'dynamodb:PutItem'),
  on(work.queueArn, 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'),
]);
const wake = fn('wake', [on(seen.tableArn, 'dynamodb:PutItem')]);
const fail = fn('fail', [on(seen.tableArn, 'dynamodb:GetItem')]);

new CfnEventSourceMapping(stack, 'Stream', {
  functionName: relay.functionName ?? '',
  eventSourceArn: items.tableStreamArn,
  startingPosition: 'TRIM_HORIZON',
  batchSize: 100,
  bisectBatchOnFunctionError: true,
  maximumRetryAttempts: 3,
  functionResponseTypes: ['ReportBatchItemFailures'],
  filterCriteria: { filters: [{ pattern: JSON.stringify({ eventName: ['INSERT', 'MODIFY'] }) }] },
});
new CfnEventSourceMapping(stack, 'Messages', {
  functionName: consume.functionName ?? '',
  eventSourceArn: work.queueArn,
  batchSize: 10,
  functionResponseTypes: ['ReportBatchItemFailures'],
  scalingConfig: { maximumConcurrency: 2 },
});
new CfnRule(stack, 'Rule', {
  name: 'fixture-written',
  eventBusName: bus.eventBusName,
  eventPattern: { source: ['fixture'], 'detail-type': ['Written'] },
  targets: [{ id: 'queue', arn: work.queueArn }],
});
const schedule = (name: string, target: CfnFunction) =>
  new CfnSchedule(stack, `${name}-schedule`, {
    name,
    scheduleExpression: 'rate(1 day)',
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: target.attrArn,
      roleArn: 'arn:aws:iam::000000000000:role/unused',
      retryPolicy: { maximumRetryAttempts: 0 },
      deadLetterConfig: { arn: scheduleDeadLetters.queueArn },
    },
  });
schedule('fixture-wake', wake);
schedule('fixture-fail', fail);

const api = new CfnApi(stack, 'Api', {
  name: 'fixture',
  protocolType: 'HTTP',
  corsConfiguration: { allowOrigins: ['*'] },
});
new CfnStage(stack, 'Stage', { apiId: api.ref, stageName: '$default', autoDeploy: true });
const authorizer = new CfnAuthorizer(stack, 'Authorizer', {
  apiId: api.ref,
  name: 'fixture',
  authorizerType: 'REQUEST',
  authorizerPayloadFormatVersion: '2.0',
  enableSimpleResponses: true,
  identitySource: ['$request.header.Authorization'],
  authorizerResultTtlInSeconds: 300,
  authorizerUri: `arn:aws:apigateway:x:lambda:path/2015-03-31/functions/${authorise.attrArn}/invocations`,
});
const route = (routeKey: string, target: CfnFunction, guarded = false) => {
  const id = routeKey.replace(/\W+/g, '-');
  const integration = new CfnIntegration(stack, `${id}-integration`, {
    apiId: api.ref,
    integrationType: 'AWS_PROXY',
    integrationUri: target.attrArn,
    payloadFormatVersion: '2.0',
  });
  new CfnRoute(stack, `${id}-route`, {
    apiId: api.ref,
    routeKey,
    target: `integrations/${integration.ref}`,
    authorizationType: guarded ? 'CUSTOM' : 'NONE',
    ...(guarded && { authorizerId: authorizer.ref }),
  });
};
route('GET /v1/items/{id}', read);
route('POST /v1/items', write);
route('DELETE /v1/items/{id}', forbidden);
route('GET /v1/slow', slow);
route('GET /v1/crash', crash);
route('ANY /v1/echo/{proxy+}', echo);
route('GET /v1/guarded', echo, true);
if (process.env.FIXTURE_UNKNOWN_TYPE !== undefined) new CfnResource(stack, 'Odd', { type: 'AWS::Odd::Thing' });
app.synth();
