import { rulePacks } from '../../infra/rules/pack.ts';
import { fixtureOn } from './fixture-stack.ts';
import type { TemplateResource } from './support.ts';
import { resourcesOf } from './support.ts';

const dev = fixtureOn('dev');
const resources = resourcesOf(dev);

const ofType = (type: string): TemplateResource[] => resources.filter((resource) => resource.type === type);

const named = (type: string, key: string, name: string): TemplateResource => {
  const found = ofType(type).find(({ properties }) => properties[key] === name);
  if (!found) throw new Error(`no ${type} called ${name}`);
  return found;
};

const functionOf = (name: string) => named('AWS::Lambda::Function', 'FunctionName', `dev-orders-${name}`);

const roleOf = (name: string) => {
  const role = functionOf(name).properties.Role as { 'Fn::GetAtt': [string] };
  return resources.find(({ id }) => id === role['Fn::GetAtt'][0])?.properties as {
    Policies: {
      PolicyName: string;
      PolicyDocument: { Statement: { Sid?: string; Action: unknown; Resource: unknown }[] };
    }[];
  };
};

const codeRights = (name: string) =>
  roleOf(name)
    .Policies.filter(({ PolicyName }) => PolicyName === 'code')
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);

const mappingOf = (name: string) =>
  ofType('AWS::Lambda::EventSourceMapping').find(
    ({ properties }) => (properties.FunctionName as { Ref: string }).Ref === functionOf(name).id,
  )?.properties as Record<string, unknown>;

describe('a context stack', () => {
  it('given an outbox, then the table streams and the relay publishes outbox items only', () => {
    const table = named('AWS::DynamoDB::Table', 'TableName', 'dev-orders').properties;
    expect(table).toMatchObject({
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      GlobalSecondaryIndexes: [{ IndexName: 'gsi1' }],
    });
    const { Filters } = mappingOf('relay-outbox').FilterCriteria as { Filters: { Pattern: string }[] };
    expect(Filters.map(({ Pattern }) => JSON.parse(Pattern))).toEqual([
      { eventName: ['INSERT'], dynamodb: { NewImage: { _et: { S: ['Outbox'] } } } },
    ]);
    expect(codeRights('relay-outbox')).toEqual([
      expect.objectContaining({
        Action: 'events:PutEvents',
        Condition: { StringEquals: { 'events:source': 'oneshelf.orders' } },
      }),
    ]);
  });

  it('given a function, then it runs on the pinned runtime with the settings of its stage', () => {
    expect(functionOf('quote').properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize: 512,
      Timeout: 10,
      TracingConfig: { Mode: 'Active' },
      Environment: {
        Variables: {
          STAGE: 'dev',
          CURRENCY: 'CNY',
          TIME_ZONE: 'Asia/Shanghai',
          RESERVATION_SECONDS: '900',
          PAYMENT_PROVIDERS: 'sandbox',
          EVENT_BUS: 'dev-oneshelf',
          POWERTOOLS_SERVICE_NAME: 'orders',
        },
      },
    });
  });

  it('given a right on the own table, then Query covers the indexes, and its narrow forms one of them', () => {
    const resourcesFor = (name: string) =>
      codeRights(name)
        .filter(({ Action }) => Action === 'dynamodb:Query')
        .flatMap(({ Resource }) => [Resource].flat())
        .map((resource) => JSON.stringify(resource).match(/:table\/[^"]+/)?.[0]);
    expect(resourcesFor('place-order')).toEqual([':table/dev-orders', ':table/dev-orders/index/gsi1']);
    expect(resourcesFor('quote')).toEqual([':table/dev-orders/index/gsi1']);
    expect(resourcesFor('expire')).toEqual([':table/dev-orders']);
  });

  it('given a hold, then the statement carries its name', () => {
    const hold = codeRights('place-order').find(({ Sid }) => Sid === 'HoldInventory');
    expect(hold?.Action).toBe('dynamodb:UpdateItem');
    expect(JSON.stringify(hold?.Resource)).toContain(':table/dev-inventory');
  });

  it('given a route for the local stage, then no other stage has its function', () => {
    expect(dev.bindings.map(({ route }) => route.id)).toEqual(['placeOrder', 'quote']);
    expect(fixtureOn('local').bindings.map(({ route }) => route.id)).toContain('startSession');
    expect(dev.functionNames).not.toContain('dev-orders-start-session');
  });

  it('given an optional route, then its function may read the session key', () => {
    expect(JSON.stringify(codeRights('quote'))).toContain(':secret:dev-session-key-??????');
    expect(JSON.stringify(codeRights('place-order'))).not.toContain('secretsmanager');
  });

  it('given a consumer, then queue, dead letters, visibility and rule fit together', () => {
    const queue = named('AWS::SQS::Queue', 'QueueName', 'dev-orders-on-paid');
    const deadLetters = named('AWS::SQS::Queue', 'QueueName', 'dev-orders-on-paid-dlq');
    expect(queue.properties).toMatchObject({
      VisibilityTimeout: 42,
      SqsManagedSseEnabled: true,
      RedrivePolicy: { maxReceiveCount: 20, deadLetterTargetArn: { 'Fn::GetAtt': [deadLetters.id, 'Arn'] } },
    });
    expect(mappingOf('on-paid')).toMatchObject({
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 5 },
    });
    expect(named('AWS::Events::Rule', 'Name', 'dev-orders-on-paid').properties).toMatchObject({
      EventBusName: 'dev-oneshelf',
      EventPattern: { source: ['oneshelf.payments'], 'detail-type': ['Captured.v1'] },
      Targets: [
        {
          Arn: { 'Fn::GetAtt': [queue.id, 'Arn'] },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': [deadLetters.id, 'Arn'] } },
        },
      ],
    });
  });

  it('given a consumer of several facts, then the rule matches each of them and no mixture', () => {
    expect(named('AWS::Events::Rule', 'Name', 'dev-orders-on-either').properties.EventPattern).toEqual({
      $or: [
        { source: ['oneshelf.payments'], 'detail-type': ['Captured.v1'] },
        { source: ['oneshelf.deliveries'], 'detail-type': ['Delivered.v1'] },
      ],
    });
    expect(mappingOf('on-either')).toMatchObject({ BatchSize: 50, ScalingConfig: { MaximumConcurrency: 2 } });
  });

  it('given a worker, then it has a queue without a rule, and who may fill it says so', () => {
    expect(ofType('AWS::Events::Rule').map(({ properties }) => properties.Name)).not.toContain('dev-orders-admit');
    const send = codeRights('place-order').find(({ Action }) => Action === 'sqs:SendMessage');
    expect(JSON.stringify(send?.Resource)).toContain(':dev-orders-admit');
  });

  it('given a schedule, then it wakes in the zone of the shop and keeps what it could not deliver', () => {
    expect(named('AWS::Scheduler::Schedule', 'Name', 'dev-orders-expire').properties).toMatchObject({
      ScheduleExpression: 'rate(1 minute)',
      ScheduleExpressionTimezone: 'Asia/Shanghai',
      Target: { DeadLetterConfig: {}, RetryPolicy: { MaximumRetryAttempts: 3 } },
    });
    expect(functionOf('expire').properties).toHaveProperty('DeadLetterConfig');
  });

  it('given the whole pattern in use, then no rule has an open finding', () => {
    const app = fixtureOn('prod').node.root;
    const findings = rulePacks(app).flatMap((pack) => pack.validateScope(app).violations);
    expect(findings.map(({ ruleName }) => ruleName)).toEqual([]);
  });

  it('given any stack, then it neither exports nor imports a value', () => {
    expect(JSON.stringify(resources)).not.toContain('Fn::ImportValue');
  });
});
