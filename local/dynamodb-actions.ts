import { attributesIn, equalityOn, resolvedName } from './dynamodb-expressions.ts';
import { Unsupported } from './unsupported.ts';

/** One right that an API call needs: what IAM is asked, once per item of a batch or a transaction. */
export type DynamodbRequest = {
  /** The IAM action, such as `dynamodb:PutItem`. */
  action: string;
  /** The table's name, `*` for calls that concern no one table. */
  table: string;
  index?: string;
  /** The stream's label, for the operations of DynamoDB Streams. */
  stream?: string;
  /** Condition keys: `dynamodb:LeadingKeys`, `dynamodb:Attributes` and so on. */
  context: Record<string, string | string[]>;
};

/** Where everything is pretended to live: what names lack to be ARNs. */
export type Realm = { partition: string; region: string; accountId: string };

/** Names the partition key of a table or of one of its indexes. */
export type PartitionKeyOf = (table: string, index?: string) => string;

type Body = Record<string, unknown>;
type Target = { table: string; index?: string; stream?: string };

const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value);
const bodyOf = (value: unknown): Body => (isBody(value) ? value : {});
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const EXPRESSIONS = [
  'ProjectionExpression',
  'ConditionExpression',
  'UpdateExpression',
  'FilterExpression',
  'KeyConditionExpression',
];

/** The resource that a request is about, as an ARN. */
export function resourceOf(request: DynamodbRequest, realm: Realm): string {
  const table = `arn:${realm.partition}:dynamodb:${realm.region}:${realm.accountId}:table/${request.table}`;
  if (request.table === '*') return '*';
  if (request.stream !== undefined) return `${table}/stream/${request.stream}`;
  return request.index === undefined ? table : `${table}/index/${request.index}`;
}

/**
 * The rights that one DynamoDB call needs. `operation` is the name after the dot of `X-Amz-Target`, `body` the parsed JSON.
 * A transaction needs the rights of its single operations, as on AWS. Throws {@link Unsupported} for an unknown operation.
 */
export function requestsOf(
  operation: string,
  body: unknown,
  partitionKeyOf: PartitionKeyOf = () => 'pk',
): DynamodbRequest[] {
  const expand = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined;
  if (expand === undefined) throw new Unsupported('DynamoDB operation', operation, 'request');
  return expand(operation, bodyOf(body), partitionKeyOf);
}

type Expand = (operation: string, body: Body, partitionKeyOf: PartitionKeyOf) => DynamodbRequest[];

/** A call on one table: which items it may touch is in Key, Item or the key condition. */
const single: Expand = (operation, body, partitionKeyOf) => [requestFor(operation, body, partitionKeyOf)];

const wholeTable: Expand = (operation, body) => [
  { action: `dynamodb:${operation}`, ...targetOf(textOf(body.TableName)), context: {} },
];

const noTable: Expand = (operation) => [{ action: `dynamodb:${operation}`, table: '*', context: {} }];

/** Real shard iterators begin with the stream's ARN; where an engine's do not, the right is asked of any table. */
const onStream: Expand = (operation, body) => {
  const arn = textOf(body.StreamArn) || textOf(body.ShardIterator);
  const target = arn.startsWith('arn:') ? targetOf(arn) : { table: '*' };
  return [{ action: `dynamodb:${operation}`, ...target, context: {} }];
};

const transaction: Expand = (operation, body, partitionKeyOf) =>
  listOf(body.TransactItems).flatMap((entry) =>
    Object.entries(bodyOf(entry)).map(([verb, part]) => {
      const action = TRANSACTED[verb];
      if (action === undefined) throw new Unsupported('DynamoDB transaction entry', verb, operation);
      return requestFor(action, bodyOf(part), partitionKeyOf, operation);
    }),
  );

const batchGet: Expand = (operation, body, partitionKeyOf) =>
  Object.entries(bodyOf(body.RequestItems)).flatMap(([table, wanted]) => {
    const { Keys, ...rest } = bodyOf(wanted);
    return [mergedRequest(operation, { ...rest, TableName: table }, listOf(Keys), partitionKeyOf)];
  });

const batchWrite: Expand = (operation, body, partitionKeyOf) =>
  Object.entries(bodyOf(body.RequestItems)).map(([table, writes]) => {
    const items = listOf(writes).map((write) => {
      const { PutRequest, DeleteRequest } = bodyOf(write);
      return bodyOf(PutRequest).Item ?? bodyOf(DeleteRequest).Key;
    });
    return mergedRequest(operation, { TableName: table }, items, partitionKeyOf);
  });

const TRANSACTED: Record<string, string> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

const each = (names: string[], expand: Expand): Record<string, Expand> =>
  Object.fromEntries(names.map((name) => [name, expand]));

const OPERATIONS: Record<string, Expand> = {
  ...each(['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan'], single),
  ...each(['TransactWriteItems', 'TransactGetItems'], transaction),
  BatchGetItem: batchGet,
  BatchWriteItem: batchWrite,
  ...each(['DescribeTable', 'CreateTable', 'UpdateTable', 'DeleteTable'], wholeTable),
  ...each(['DescribeTimeToLive', 'UpdateTimeToLive', 'DescribeContinuousBackups'], wholeTable),
  ...each(['ListTables', 'ListStreams', 'DescribeLimits', 'DescribeEndpoints'], noTable),
  ...each(['DescribeStream', 'GetShardIterator', 'GetRecords'], onStream),
};

/** Table names may be given as ARNs: `arn:…:table/orders/index/byDay`. */
function targetOf(name: string, index?: string): Target {
  const [, table, stream] = /:table\/([^/|]+)(?:\/stream\/([^|]+))?/.exec(name) ?? [undefined, name, undefined];
  return { table: table ?? name, ...(index && { index }), ...(stream && { stream }) };
}

function mergedRequest(
  operation: string,
  body: Body,
  items: unknown[],
  partitionKeyOf: PartitionKeyOf,
): DynamodbRequest {
  const parts = items.map((item) => requestFor(operation, { ...body, Item: item }, partitionKeyOf));
  const values = (key: string) => [...new Set(parts.flatMap((part) => part.context[key] ?? []))];
  const context = {
    'dynamodb:LeadingKeys': values('dynamodb:LeadingKeys'),
    'dynamodb:Attributes': values('dynamodb:Attributes'),
  };
  return { action: `dynamodb:${operation}`, ...targetOf(textOf(body.TableName)), context };
}

function requestFor(
  operation: string,
  body: Body,
  partitionKeyOf: PartitionKeyOf,
  enclosing?: string,
): DynamodbRequest {
  const target = targetOf(textOf(body.TableName), textOf(body.IndexName));
  const context: Record<string, string | string[]> = {
    'dynamodb:LeadingKeys': leadingKeys(body, partitionKeyOf(target.table, target.index)),
    'dynamodb:Attributes': attributes(body),
  };
  if (enclosing !== undefined) context['dynamodb:EnclosingOperation'] = enclosing;
  if (typeof body.Select === 'string') context['dynamodb:Select'] = body.Select;
  if (typeof body.ReturnValues === 'string') context['dynamodb:ReturnValues'] = body.ReturnValues;
  return { action: `dynamodb:${operation}`, ...target, context };
}

function leadingKeys(body: Body, keyName: string): string[] {
  const place = equalityOn(textOf(body.KeyConditionExpression), keyName, bodyOf(body.ExpressionAttributeNames));
  const value =
    place === undefined ? bodyOf(body.Key ?? body.Item)[keyName] : bodyOf(body.ExpressionAttributeValues)[place];
  const [text] = Object.values(bodyOf(value));
  return typeof text === 'string' ? [text] : [];
}

function attributes(body: Body): string[] {
  const names = bodyOf(body.ExpressionAttributeNames);
  const spoken = EXPRESSIONS.flatMap((key) => attributesIn(textOf(body[key])).map((name) => resolvedName(name, names)));
  return [...new Set([...Object.keys(bodyOf(body.Key)), ...Object.keys(bodyOf(body.Item)), ...spoken])];
}
