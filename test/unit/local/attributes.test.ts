import { arnOf, attributeOf, nameOf, refOf } from '../../../local/attributes.ts';
import { type Identity, queueUrl } from '../../../local/resource-types.ts';
import { Unsupported } from '../../../local/unsupported.ts';

const realm = { accountId: '000000000000', region: 'eu-west-1', partition: 'aws' };

const identify = (type: string, properties: Record<string, unknown>): Identity => {
  const property = (name: string) => properties[name];
  return { type, name: nameOf(type, property, 'shop-X'), realm, property };
};

describe('attributes of resource types', () => {
  it.each<[type: string, properties: Record<string, unknown>, attribute: string, expected: string]>([
    ['AWS::DynamoDB::Table', { TableName: 'T' }, 'Ref', 'T'],
    [
      'AWS::DynamoDB::GlobalTable',
      { TableName: 'T' },
      'StreamArn',
      'arn:aws:dynamodb:eu-west-1:000000000000:table/T/stream/local',
    ],
    ['AWS::Lambda::Function', { FunctionName: 'F' }, 'Arn', 'arn:aws:lambda:eu-west-1:000000000000:function:F'],
    [
      'AWS::Lambda::Alias',
      { FunctionName: 'F', Name: 'live' },
      'Ref',
      'arn:aws:lambda:eu-west-1:000000000000:function:F:live',
    ],
    ['AWS::Lambda::Version', { FunctionName: 'F' }, 'Version', '1'],
    ['AWS::IAM::Role', { RoleName: 'R', Path: '/app/' }, 'Arn', 'arn:aws:iam::000000000000:role/app/R'],
    ['AWS::IAM::Role', {}, 'Ref', 'shop-X'],
    ['AWS::IAM::ManagedPolicy', {}, 'Ref', 'arn:aws:iam::000000000000:policy/shop-X'],
    ['AWS::SQS::Queue', { QueueName: 'Q' }, 'Ref', queueUrl('Q', realm)],
    ['AWS::SQS::Queue', { QueueName: 'Q' }, 'QueueName', 'Q'],
    ['AWS::SNS::Topic', { TopicName: 'T' }, 'Ref', 'arn:aws:sns:eu-west-1:000000000000:T'],
    ['AWS::Events::EventBus', { Name: 'B' }, 'Arn', 'arn:aws:events:eu-west-1:000000000000:event-bus/B'],
    ['AWS::Events::Rule', { Name: 'R', EventBusName: 'B' }, 'Arn', 'arn:aws:events:eu-west-1:000000000000:rule/B/R'],
    ['AWS::Events::Rule', { Name: 'R' }, 'Arn', 'arn:aws:events:eu-west-1:000000000000:rule/R'],
    ['AWS::Scheduler::Schedule', { Name: 'S' }, 'Arn', 'arn:aws:scheduler:eu-west-1:000000000000:schedule/default/S'],
    ['AWS::ApiGatewayV2::Api', { Name: 'A' }, 'ApiEndpoint', 'http://A.execute-api.eu-west-1.localhost'],
    ['AWS::Logs::LogGroup', { LogGroupName: '/L' }, 'Arn', 'arn:aws:logs:eu-west-1:000000000000:log-group:/L:*'],
    ['AWS::KMS::Key', {}, 'Arn', 'arn:aws:kms:eu-west-1:000000000000:key/shop-X'],
    ['AWS::S3::Bucket', {}, 'Arn', 'arn:aws:s3:::shop-x'],
    [
      'AWS::SecretsManager::Secret',
      { Name: 's' },
      'Ref',
      'arn:aws:secretsmanager:eu-west-1:000000000000:secret:s-local0',
    ],
    ['AWS::SSM::Parameter', { Name: '/p', Value: 'v' }, 'Value', 'v'],
    ['AWS::SSM::Parameter', { Name: '/p' }, 'Arn', 'arn:aws:ssm:eu-west-1:000000000000:parameter/p'],
    ['AWS::CloudFront::Distribution', {}, 'DomainName', 'shop-X.cloudfront.localhost'],
  ])('given a %s %j, when its %s is asked, then it is %s', (type, properties, attribute, expected) => {
    const it = identify(type, properties);
    expect(attribute === 'Ref' ? refOf(it, 'here') : attributeOf(it, attribute, 'here')).toBe(expected);
  });

  it('given an unknown type, when its ARN is asked, then it has none, and a reference to it is refused', () => {
    const it = identify('AWS::Unknown::Type', {});
    expect(arnOf(it)).toBeUndefined();
    expect(() => refOf(it, 'here')).toThrow(Unsupported);
    expect(() => attributeOf(it, 'Arn', 'here')).toThrow(Unsupported);
  });

  it('given a type without an ARN, when GetAtt asks for it, then it is refused', () => {
    expect(() => attributeOf(identify('AWS::SQS::QueuePolicy', {}), 'Arn', 'here')).toThrow(
      expect.objectContaining({ kind: 'resource attribute', name: 'AWS::SQS::QueuePolicy.Arn', where: 'here' }),
    );
  });
});
