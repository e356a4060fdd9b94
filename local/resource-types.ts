import type { Realm } from './dynamodb-actions.ts';

/** A resource before its properties are resolved: `property` resolves one of them on demand. */
export type Identity = { type: string; name: string; realm: Realm; property(name: string): unknown };

type Say = (it: Identity) => string;

/** How CloudFormation names one type of resource, and what it tells of it. */
export type TypeFacts = {
  /** The property that names the resource; without it (or where it is not set) the name is `<stack>-<logicalId>`. */
  name?: string;
  arn?: Say;
  /** What Ref gives; the name unless said otherwise. */
  ref?: Say;
  /** What GetAtt gives; `Arn` is always `arn` where there is one. */
  attributes?: Record<string, Say>;
};

/** The address of a queue: functions get it from Ref, the local endpoint reads the queue's name from its last segment. */
export function queueUrl(name: string, { accountId, region }: Realm): string {
  return `http://sqs.${region}.localhost/${accountId}/${name}`;
}

/** An ARN in the account and region of the assembly. */
const arn =
  (service: string, rest: Say): Say =>
  (it) =>
    `arn:${it.realm.partition}:${service}:${it.realm.region}:${it.realm.accountId}:${rest(it)}`;

/** An ARN of a service that has no regions. */
const globalArn =
  (service: string, rest: Say): Say =>
  (it) =>
    `arn:${it.realm.partition}:${service}::${it.realm.accountId}:${rest(it)}`;

const name: Say = (it) => it.name;

const textProperty = (it: Identity, property: string, fallback = ''): string => {
  const value = it.property(property);
  return typeof value === 'string' ? value : fallback;
};

const tableArn = arn('dynamodb', (it) => `table/${it.name}`);
const table: TypeFacts = {
  name: 'TableName',
  arn: tableArn,
  attributes: { StreamArn: (it) => `${tableArn(it)}/stream/local`, TableId: name },
};

const functionArn = arn('lambda', (it) => `function:${it.name}`);

/** FunctionName may be a name or an ARN already. */
const givenFunctionArn: Say = (it) => {
  const given = textProperty(it, 'FunctionName');
  return given.startsWith('arn:') ? given : arn('lambda', () => `function:${given}`)(it);
};
const versionArn: Say = (it) => `${givenFunctionArn(it)}:1`;
const aliasArn: Say = (it) => `${givenFunctionArn(it)}:${it.name}`;

const queueAddress: Say = (it) => queueUrl(it.name, it.realm);
const topicArn = arn('sns', name);

/** Paths of roles and policies begin and end with a slash. */
const withPath = (it: Identity): string => `${textProperty(it, 'Path', '/')}${it.name}`;
const managedPolicyArn = globalArn('iam', (it) => `policy${withPath(it)}`);

const ruleArn = arn('events', (it) => {
  const bus = textProperty(it, 'EventBusName', 'default').split('/').at(-1);
  return bus === 'default' ? `rule/${it.name}` : `rule/${bus}/${it.name}`;
});

const parameterPath = (it: Identity): string => it.name.replace(/^\//, '');
const secretArn = arn('secretsmanager', (it) => `secret:${it.name}-local0`);
const apiEndpoint: Say = (it) => `http://${it.name}.execute-api.${it.realm.region}.localhost`;
const keyId: Say = (it) => it.name;

const edgeId: TypeFacts = { attributes: { Id: name } };

/** What is known of each resource type; a type that is not here may be created, but not referred to. */
export const RESOURCE_TYPES: Record<string, TypeFacts> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Lambda::Function': { name: 'FunctionName', arn: functionArn },
  'AWS::Lambda::Version': {
    arn: versionArn,
    ref: versionArn,
    attributes: { Version: () => '1', FunctionArn: versionArn },
  },
  'AWS::Lambda::Alias': { name: 'Name', arn: aliasArn, ref: aliasArn, attributes: { AliasArn: aliasArn } },
  'AWS::Lambda::EventSourceMapping': {
    arn: arn('lambda', (it) => `event-source-mapping:${it.name}`),
    attributes: { Id: name, EventSourceMappingArn: arn('lambda', (it) => `event-source-mapping:${it.name}`) },
  },
  'AWS::Lambda::Permission': { attributes: { Id: name } },
  'AWS::Lambda::EventInvokeConfig': {},
  'AWS::Lambda::Url': {
    attributes: {
      FunctionUrl: (it) => `http://${it.name}.lambda-url.${it.realm.region}.localhost/`,
      FunctionArn: (it) => textProperty(it, 'TargetFunctionArn'),
    },
  },
  'AWS::IAM::Role': {
    name: 'RoleName',
    arn: globalArn('iam', (it) => `role${withPath(it)}`),
    attributes: { RoleId: name },
  },
  'AWS::IAM::Policy': { name: 'PolicyName', attributes: { Id: name } },
  'AWS::IAM::ManagedPolicy': {
    name: 'ManagedPolicyName',
    arn: managedPolicyArn,
    ref: managedPolicyArn,
    attributes: { PolicyArn: managedPolicyArn },
  },
  'AWS::SQS::Queue': {
    name: 'QueueName',
    arn: arn('sqs', name),
    ref: queueAddress,
    attributes: { QueueName: name, QueueUrl: queueAddress },
  },
  'AWS::SQS::QueuePolicy': { attributes: { Id: name } },
  'AWS::SNS::Topic': {
    name: 'TopicName',
    arn: topicArn,
    ref: topicArn,
    attributes: { TopicArn: topicArn, TopicName: name },
  },
  'AWS::SNS::TopicPolicy': { attributes: { Id: name } },
  'AWS::SNS::Subscription': { ref: (it) => `${textProperty(it, 'TopicArn')}:${it.name}` },
  'AWS::Events::EventBus': {
    name: 'Name',
    arn: arn('events', (it) => `event-bus/${it.name}`),
    attributes: { Name: name },
  },
  'AWS::Events::Rule': { name: 'Name', arn: ruleArn },
  'AWS::Events::Archive': {
    name: 'ArchiveName',
    arn: arn('events', (it) => `archive/${it.name}`),
    attributes: { ArchiveName: name },
  },
  'AWS::Events::EventBusPolicy': {},
  'AWS::Scheduler::Schedule': {
    name: 'Name',
    arn: arn('scheduler', (it) => `schedule/${textProperty(it, 'GroupName', 'default')}/${it.name}`),
  },
  'AWS::Scheduler::ScheduleGroup': { name: 'Name', arn: arn('scheduler', (it) => `schedule-group/${it.name}`) },
  'AWS::ApiGatewayV2::Api': {
    name: 'Name',
    arn: (it) => `arn:${it.realm.partition}:apigateway:${it.realm.region}::/apis/${it.name}`,
    attributes: { ApiId: name, ApiEndpoint: apiEndpoint },
  },
  'AWS::ApiGatewayV2::Route': { attributes: { RouteId: name } },
  'AWS::ApiGatewayV2::Integration': { attributes: { IntegrationId: name } },
  'AWS::ApiGatewayV2::Authorizer': { attributes: { AuthorizerId: name } },
  'AWS::ApiGatewayV2::Stage': { name: 'StageName' },
  'AWS::Logs::LogGroup': { name: 'LogGroupName', arn: arn('logs', (it) => `log-group:${it.name}:*`) },
  'AWS::Logs::ResourcePolicy': { name: 'PolicyName' },
  'AWS::CloudWatch::Alarm': { name: 'AlarmName', arn: arn('cloudwatch', (it) => `alarm:${it.name}`) },
  'AWS::CloudWatch::Dashboard': { name: 'DashboardName' },
  'AWS::KMS::Key': { arn: arn('kms', (it) => `key/${it.name}`), attributes: { KeyId: keyId } },
  'AWS::KMS::Alias': { name: 'AliasName', arn: arn('kms', name) },
  'AWS::S3::Bucket': {
    name: 'BucketName',
    arn: (it) => `arn:${it.realm.partition}:s3:::${it.name}`,
    attributes: {
      DomainName: (it) => `${it.name}.s3.localhost`,
      RegionalDomainName: (it) => `${it.name}.s3.${it.realm.region}.localhost`,
    },
  },
  'AWS::S3::BucketPolicy': {},
  'AWS::SecretsManager::Secret': { name: 'Name', arn: secretArn, ref: secretArn, attributes: { Id: secretArn } },
  'AWS::SSM::Parameter': {
    name: 'Name',
    arn: arn('ssm', (it) => `parameter/${parameterPath(it)}`),
    attributes: { Value: (it) => textProperty(it, 'Value'), Type: (it) => textProperty(it, 'Type') },
  },
  'AWS::CloudFront::Distribution': {
    arn: globalArn('cloudfront', (it) => `distribution/${it.name}`),
    attributes: { Id: name, DomainName: (it) => `${it.name}.cloudfront.localhost` },
  },
  'AWS::CloudFront::Function': {
    name: 'Name',
    arn: globalArn('cloudfront', (it) => `function/${it.name}`),
    ref: globalArn('cloudfront', (it) => `function/${it.name}`),
    attributes: { FunctionARN: globalArn('cloudfront', (it) => `function/${it.name}`) },
  },
  'AWS::CloudFront::OriginAccessControl': edgeId,
  'AWS::CloudFront::CachePolicy': edgeId,
  'AWS::CloudFront::OriginRequestPolicy': edgeId,
  'AWS::CloudFront::ResponseHeadersPolicy': edgeId,
};
