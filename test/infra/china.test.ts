import { resourcesOn } from './real-app.ts';

// Resource types of CloudFormation in cn-north-1 and cn-northwest-1 that we use, as cfn-lint lists them from AWS's own schemas
// (src/cfnlint/data/schemas/providers/cn_north_1/__init__.py, commit 089478b). China lacks, among others, Cognito user pools,
// CloudFront functions and origin access controls.
const availableInChina = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::DynamoDB::Table',
  'AWS::Events::Archive',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::Scheduler::Schedule',
  'AWS::SecretsManager::Secret',
]);

describe('the stage prod-cn', () => {
  const resources = resourcesOn('prod-cn');

  it('given its templates, then every resource type exists in China', () => {
    const missing = new Set(resources.map(({ type }) => type).filter((type) => !availableInChina.has(type)));
    expect([...missing]).toEqual([]);
  });

  it('given its templates, then no ARN names the partition of the rest of the world', () => {
    expect(JSON.stringify(resources)).not.toContain('arn:aws:');
  });

  it('given its functions, then none asks for the tracing that Lambda in China lacks', () => {
    expect(JSON.stringify(resources)).not.toMatch(/TracingConfig|xray:/);
  });

  it('given its templates, then no host name of the rest of the world is spelled', () => {
    expect(JSON.stringify(resources)).not.toMatch(/https?:[^"]*amazonaws\.com"/);
  });
});
