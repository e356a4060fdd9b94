import type { Resource } from './assembly.ts';
import { EngineError, type EngineLink } from './engine-link.ts';
import { Unsupported } from './unsupported.ts';

/** A table of the template, as far as the platform itself needs to know it. */
export interface TableSpec {
  name: string;
  /** What CreateTable is given. */
  creation: Record<string, unknown>;
  /** Keys, indexes with what they show, and stream in one text: another text is another table. */
  shape: string;
  /** The attribute with the epoch second after which an item may go. */
  ttl: string | undefined;
  keys: string[];
  /** Partition key of the table (under '') and of each index. */
  partitionKeys: Record<string, string>;
}

type KeySchema = { AttributeName: string; KeyType: string }[];
type Projection = { ProjectionType?: string; NonKeyAttributes?: string[] };
type Index = { IndexName: string; KeySchema: KeySchema; Projection?: Projection };

const partitionKey = (schema: KeySchema): string => schema.find((key) => key.KeyType === 'HASH')?.AttributeName ?? '';

const indexesOf = (properties: Record<string, unknown>): Index[] => [
  ...((properties.GlobalSecondaryIndexes ?? []) as Index[]),
  ...((properties.LocalSecondaryIndexes ?? []) as Index[]),
];

/** Reads an `AWS::DynamoDB::Table` or `GlobalTable`. */
export function tableSpec(resource: Resource): TableSpec {
  const { properties, physicalId: name } = resource;
  const schema = properties.KeySchema as KeySchema;
  const ttl = properties.TimeToLiveSpecification as { AttributeName?: string; Enabled?: boolean } | undefined;
  const indexes = indexesOf(properties).map((index) => [index.IndexName, partitionKey(index.KeySchema)] as const);
  return {
    name,
    creation: creationOf(resource),
    shape: shapeWanted(resource),
    ttl: ttl?.Enabled === true ? ttl.AttributeName : undefined,
    keys: schema.map((key) => key.AttributeName),
    partitionKeys: Object.fromEntries([['', partitionKey(schema)], ...indexes]),
  };
}

const billing = 'PAY_PER_REQUEST';

const withoutThroughput = (index: Record<string, unknown>): Record<string, unknown> => ({
  IndexName: index.IndexName,
  KeySchema: index.KeySchema,
  Projection: index.Projection,
});

const creationOf = (resource: Resource): Record<string, unknown> => {
  const { properties } = resource;
  const stream = properties.StreamSpecification as { StreamViewType?: string } | undefined;
  const global = (properties.GlobalSecondaryIndexes ?? []) as Record<string, unknown>[];
  const local = (properties.LocalSecondaryIndexes ?? []) as Record<string, unknown>[];
  return {
    TableName: resource.physicalId,
    AttributeDefinitions: properties.AttributeDefinitions,
    KeySchema: properties.KeySchema,
    BillingMode: billing,
    ...(global.length > 0 && { GlobalSecondaryIndexes: global.map(withoutThroughput) }),
    ...(local.length > 0 && { LocalSecondaryIndexes: local.map(withoutThroughput) }),
    ...(stream && { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.StreamViewType } }),
  };
};

type Description = { Table: { KeySchema: KeySchema; GlobalSecondaryIndexes?: Index[]; StreamSpecification?: unknown } };

const shown = ({ ProjectionType = '', NonKeyAttributes = [] }: Projection = {}): string =>
  [ProjectionType, ...[...NonKeyAttributes].sort()].join(',');

const shapeOf = (schema: KeySchema, indexes: Index[], streamed: boolean): string =>
  JSON.stringify([
    schema.map((key) => `${key.AttributeName} ${key.KeyType}`),
    indexes
      .map(
        ({ IndexName, KeySchema, Projection }) =>
          `${IndexName}:${KeySchema.map((key) => key.AttributeName)}:${shown(Projection)}`,
      )
      .sort(),
    streamed,
  ]);

const shapeWanted = ({ properties }: Resource): string =>
  shapeOf(
    properties.KeySchema as KeySchema,
    (properties.GlobalSecondaryIndexes ?? []) as Index[],
    properties.StreamSpecification !== undefined,
  );

/** Makes sure that the table is there; a kept table of another shape is refused, it needs a fresh data directory. */
export async function ensureTable(link: EngineLink, table: TableSpec): Promise<void> {
  try {
    const { Table } = await link.call<Description>('DescribeTable', { TableName: table.name });
    const there = shapeOf(Table.KeySchema, Table.GlobalSecondaryIndexes ?? [], Table.StreamSpecification !== undefined);
    if (there === table.shape) return;
    const where = 'its keys, indexes or stream changed: start with a fresh data directory (--data-dir)';
    throw new Unsupported('change of table', table.name, where);
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'ResourceNotFoundException') throw error;
  }
  await link.call('CreateTable', table.creation);
}
