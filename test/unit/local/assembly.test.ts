import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAssembly, type Resource } from '../../../local/assembly.ts';
import { Unsupported } from '../../../local/unsupported.ts';

const realm = { accountId: '000000000000', region: 'eu-west-1', partition: 'aws' };

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'assembly-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const stackArtifact = (name: string) => ({
  [name]: { type: 'aws:cloudformation:stack', properties: { templateFile: `${name}.template.json` } },
});

/** Writes an assembly of the given templates by stack name. */
function write(templates: Record<string, unknown>, more: Record<string, unknown> = {}, dir = root): void {
  mkdirSync(dir, { recursive: true });
  const artifacts = Object.assign({}, ...Object.keys(templates).map(stackArtifact), more);
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify({ version: '1', artifacts }));
  for (const [name, template] of Object.entries(templates)) {
    writeFileSync(join(dir, `${name}.template.json`), JSON.stringify(template));
  }
}

const load = (): Record<string, Resource> =>
  Object.fromEntries(loadAssembly(root, realm).map((resource) => [resource.logicalId, resource]));

/** Loads one stack in which the resource `Probe` holds the given value, and returns it resolved. */
function probe(value: unknown, resources: Record<string, unknown>, more: Record<string, unknown> = {}): unknown {
  write({ shop: { ...more, Resources: { ...resources, Probe: { Type: 'AWS::IAM::Policy', Properties: { value } } } } });
  return load().Probe?.properties.value;
}

const refused = (parts: Record<string, string>) => expect.objectContaining(parts);

describe('loadAssembly', () => {
  it('given a named and an unnamed resource, when loaded, then each has a name and an ARN', () => {
    write({
      shop: {
        Resources: {
          Orders: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'orders' }, Metadata: { note: 1 } },
          Queue: { Type: 'AWS::SQS::Queue', DependsOn: 'Orders' },
        },
      },
    });
    expect(loadAssembly(root, realm)).toEqual([
      {
        stack: 'shop',
        logicalId: 'Orders',
        type: 'AWS::DynamoDB::Table',
        physicalId: 'orders',
        arn: 'arn:aws:dynamodb:eu-west-1:000000000000:table/orders',
        properties: { TableName: 'orders' },
        dependsOn: [],
        metadata: { note: 1 },
      },
      {
        stack: 'shop',
        logicalId: 'Queue',
        type: 'AWS::SQS::Queue',
        physicalId: 'shop-Queue',
        arn: 'arn:aws:sqs:eu-west-1:000000000000:shop-Queue',
        properties: {},
        dependsOn: ['Orders'],
        metadata: {},
      },
    ]);
  });

  it('given a name made of other names, when loaded, then references go through', () => {
    const resources = {
      A: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::Sub': `\${B}-dlq` } } },
      B: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: { 'Fn::Join': ['-', [{ Ref: 'Stage' }, 'b']] } } },
    };
    const Parameters = { Stage: { Type: 'String', Default: 'dev' } };
    expect(probe({ 'Fn::GetAtt': ['A', 'QueueName'] }, resources, { Parameters })).toBe('dev-b-dlq');
  });

  it('given pseudo parameters and a mapping, when loaded, then they are of the realm', () => {
    const value = {
      'Fn::Sub': `\${AWS::Partition}:\${AWS::Region}:\${AWS::AccountId}:\${AWS::URLSuffix}:\${AWS::StackName}`,
    };
    expect(probe(value, {})).toBe('aws:eu-west-1:000000000000:amazonaws.com:shop');
    const Mappings = { Sizes: { 'eu-west-1': { size: 5 } } };
    expect(probe({ 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'size'] }, {}, { Mappings })).toBe(5);
  });

  it('given conditions, when loaded, then what is under a false one is left out', () => {
    write({
      shop: {
        Conditions: {
          China: { 'Fn::Equals': [{ Ref: 'AWS::Partition' }, 'aws-cn'] },
          World: { 'Fn::Not': [{ Condition: 'China' }] },
        },
        Resources: {
          A: { Type: 'AWS::SQS::Queue', Condition: 'China' },
          B: { Type: 'AWS::SQS::Queue', Condition: 'World', DependsOn: ['A', 'C'] },
          C: { Type: 'AWS::CDK::Metadata' },
        },
      },
    });
    expect(loadAssembly(root, realm).map(({ logicalId, dependsOn }) => [logicalId, dependsOn])).toEqual([['B', []]]);
  });

  it('given an export of another stack, when imported, then it is resolved there', () => {
    write({
      later: {
        Resources: { P: { Type: 'AWS::IAM::Policy', Properties: { arn: { 'Fn::ImportValue': 'queue-arn' } } } },
      },
      earlier: {
        Resources: { Q: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'q' } } },
        Outputs: { Q: { Value: { 'Fn::GetAtt': ['Q', 'Arn'] }, Export: { Name: 'queue-arn' } } },
      },
    });
    expect(load().P?.properties.arn).toBe('arn:aws:sqs:eu-west-1:000000000000:q');
  });

  it('given a function with an asset in a nested assembly, when loaded, then its code is the directory', () => {
    write({}, { stage: { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-stage' } } });
    const nested = join(root, 'assembly-stage');
    const Code = { S3Bucket: { 'Fn::Sub': `assets-\${AWS::Region}` }, S3Key: 'abc.zip' };
    const assets = { type: 'cdk:asset-manifest', properties: { file: 'shop.assets.json' } };
    write(
      { shop: { Resources: { F: { Type: 'AWS::Lambda::Function', Properties: { Code } } } } },
      { a: assets },
      nested,
    );
    const file = { source: { path: 'asset.abc' }, destinations: { here: { objectKey: 'abc.zip' } } };
    writeFileSync(join(nested, 'shop.assets.json'), JSON.stringify({ files: { abc: file } }));
    expect(load().F?.properties.Code).toEqual({ directory: join(nested, 'asset.abc') });
  });

  it.each<[name: string, kind: string, template: Record<string, unknown>]>([
    ['X', 'reference to', { Resources: { A: { Type: 'AWS::SQS::Queue', Properties: { a: { Ref: 'X' } } } } }],
    [
      'AWS::Unknown::Type',
      'reference to resource type',
      {
        Resources: {
          A: { Type: 'AWS::Unknown::Type' },
          B: { Type: 'AWS::SQS::Queue', Properties: { a: { Ref: 'A' } } },
        },
      },
    ],
    [
      'AWS::SQS::Queue.Colour',
      'resource attribute',
      { Resources: { A: { Type: 'AWS::SQS::Queue', Properties: { a: { 'Fn::GetAtt': ['A', 'Colour'] } } } } },
    ],
    [
      'A',
      'circular reference',
      { Resources: { A: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::Sub': `\${A}x` } } } } },
    ],
    [
      'P',
      'parameter without a default',
      {
        Parameters: { P: { Type: 'String' } },
        Resources: { A: { Type: 'AWS::SQS::Queue', Properties: { a: { Ref: 'P' } } } },
      },
    ],
    ['Macro', 'template transform', { Transform: 'Macro', Resources: {} }],
    ['C', 'condition', { Resources: { A: { Type: 'AWS::SQS::Queue', Condition: 'C' } } }],
    [
      'gone.zip',
      'asset',
      { Resources: { F: { Type: 'AWS::Lambda::Function', Properties: { Code: { S3Key: 'gone.zip' } } } } },
    ],
  ])('given %s as %s, when loaded, then it is refused', (name, kind, template) => {
    write({ shop: template });
    expect(load).toThrow(Unsupported);
    expect(load).toThrow(refused({ kind, name }));
  });

  it('given no assembly and an unknown artifact, when loaded, then both are refused', () => {
    expect(load).toThrow(refused({ kind: 'cloud assembly' }));
    write({}, { x: { type: 'cdk:mystery' } });
    expect(load).toThrow(refused({ kind: 'artifact type', name: 'cdk:mystery' }));
  });
});
