import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { AttributeType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { loadAssembly, type Resource } from '../../../local/assembly.ts';
import { compilePattern } from '../../../local/event-pattern.ts';
import { compilePolicies, type IamRole } from '../../../local/iam.ts';

const realm = { accountId: '000000000000', region: 'eu-west-1', partition: 'aws' };

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'assembly-cdk-'));
});
afterAll(() => rmSync(root, { recursive: true }));

/** A consumer as everywhere in the shop: bus, rule, queue, function, table; the table is another stack's. */
function synthesise(): string {
  const code = join(root, 'code');
  mkdirSync(code);
  writeFileSync(join(code, 'index.mjs'), 'export const handler = () => undefined;');
  const outdir = join(root, 'cdk.out');
  const app = new App({ outdir, analyticsReporting: false, builtinCloudFormationValidation: false });
  const partitionKey = { name: 'pk', type: AttributeType.STRING };
  const table = new Table(new Stack(app, 'data'), 'Table', { partitionKey, stream: StreamViewType.NEW_AND_OLD_IMAGES });
  const shop = new Stack(app, 'shop');
  const bus = new EventBus(shop, 'Bus', { eventBusName: 'shop' });
  const queue = new Queue(shop, 'Queue', { enforceSSL: true });
  const eventPattern = { source: ['orders'], detailType: ['OrderPlaced.v1'] };
  new Rule(shop, 'Rule', { eventBus: bus, eventPattern, targets: [new SqsQueue(queue)] });
  const consumer = new LambdaFunction(shop, 'Consumer', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromAsset(code),
    environment: { TABLE: table.tableName, QUEUE: queue.queueUrl },
  });
  consumer.addEventSource(new SqsEventSource(queue, { reportBatchItemFailures: true }));
  table.grantReadData(consumer);
  app.synth();
  return outdir;
}

const statementsOf = ({ logicalId, properties }: Resource) =>
  [(properties.PolicyDocument as { Statement: unknown }).Statement]
    .flat()
    .map((statement, at) => ({ source: `${logicalId}/${at}`, statement }));

describe('loadAssembly on what the CDK synthesises', () => {
  let resources: Resource[];
  const only = (type: string): Resource => {
    const [found, ...others] = resources.filter((resource) => resource.type === type);
    if (found === undefined || others.length > 0) throw new Error(`one ${type} was expected`);
    return found;
  };
  beforeAll(() => {
    resources = loadAssembly(synthesise(), realm);
  });

  it('given two stacks, when loaded, then the consumer knows its table, queue, role and code', () => {
    const { properties } = only('AWS::Lambda::Function');
    const table = only('AWS::DynamoDB::Table');
    expect(properties).toMatchObject({
      Role: only('AWS::IAM::Role').arn,
      Environment: {
        Variables: { TABLE: table.physicalId, QUEUE: expect.stringContaining(only('AWS::SQS::Queue').physicalId) },
      },
    });
    expect(existsSync(join((properties.Code as { directory: string }).directory, 'index.mjs'))).toBe(true);
  });

  it('given the rule, when its targets and pattern are read, then an event finds the queue', () => {
    const { properties } = only('AWS::Events::Rule');
    expect(properties.Targets).toMatchObject([{ Arn: only('AWS::SQS::Queue').arn }]);
    const matches = compilePattern(properties.EventPattern, 'Rule');
    expect(matches({ source: 'orders', 'detail-type': 'OrderPlaced.v1', detail: {} })).toBe(true);
    expect(only('AWS::Lambda::EventSourceMapping').properties.EventSourceArn).toBe(only('AWS::SQS::Queue').arn);
  });

  it('given the grants, when the role is asked, then it may read the table and not write it', () => {
    const table = only('AWS::DynamoDB::Table').arn ?? '';
    const role: IamRole = compilePolicies(statementsOf(only('AWS::IAM::Policy')));
    const may = (action: string) => role.decide({ action, resource: table, context: {} });
    expect(may('dynamodb:GetItem')).toBe('allow');
    expect(may('dynamodb:PutItem')).toBe('implicit-deny');
    expect(role.used()).toEqual([expect.objectContaining({ action: 'dynamodb:GetItem', resource: table })]);
  });
});
