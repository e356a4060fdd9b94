import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { callAws } from './aws.ts';

/**
 * The one seam to DynamoDB: an object with `send(command)` as dynamodb-toolbox expects of the SDK's document client.
 * Commands carry document-level input; here the attribute values are marshalled, sent, and unmarshalled on return.
 */
type Values = Record<string, unknown>;

interface AnyCommand {
  operation?: string;
  input: object;
}

/** Operation of the SDK's own command classes, which tests load where the bundler is not in between. */
const OPERATION_OF_CLASS: Record<string, string> = {
  GetCommand: 'GetItem',
  PutCommand: 'PutItem',
  UpdateCommand: 'UpdateItem',
  DeleteCommand: 'DeleteItem',
  QueryCommand: 'Query',
  ScanCommand: 'Scan',
  BatchGetCommand: 'BatchGetItem',
  BatchWriteCommand: 'BatchWriteItem',
  TransactGetCommand: 'TransactGetItems',
  TransactWriteCommand: 'TransactWriteItems',
};

const ATTRIBUTE_MAPS = new Set(['Key', 'Item', 'ExpressionAttributeValues', 'ExclusiveStartKey']);
const REPLY_MAPS = new Set(['Item', 'Attributes', 'LastEvaluatedKey']);
const options = { removeUndefinedValues: true };

function encode(node: unknown, field = ''): unknown {
  if (ATTRIBUTE_MAPS.has(field)) return marshall(node as Values, options);
  if (Array.isArray(node))
    return node.map((entry) => (field === 'Keys' ? marshall(entry as Values, options) : encode(entry)));
  if (node === null || typeof node !== 'object') return node;
  const encoded: Values = {};
  for (const key in node) encoded[key] = encode((node as Values)[key], key);
  return encoded;
}

function decodeItem(item: unknown): unknown {
  return item === undefined ? undefined : unmarshall(item as Parameters<typeof unmarshall>[0]);
}

/** Unmarshals what a reply holds: single items, lists of items (Query), items by table (batch) and wrapped ones (TransactGet). */
export function decodeReply(reply: Values): Values {
  const out: Values = { ...reply };
  for (const field of REPLY_MAPS) if (out[field]) out[field] = decodeItem(out[field]);
  if (Array.isArray(out.Items)) out.Items = out.Items.map(decodeItem);
  if (Array.isArray(out.Responses))
    out.Responses = out.Responses.map((entry: { Item?: unknown }) => ({ Item: decodeItem(entry.Item) }));
  else if (out.Responses) {
    out.Responses = Object.fromEntries(
      Object.entries(out.Responses as Record<string, unknown[]>).map(([table, items]) => [
        table,
        items.map(decodeItem),
      ]),
    );
  }
  return out;
}

/** Sends one document-level command. Throws `AwsError` with DynamoDB's error name. */
export async function send(command: AnyCommand): Promise<Values> {
  const operation = command.operation ?? OPERATION_OF_CLASS[command.constructor.name];
  if (!operation) throw new Error(`unknown DynamoDB command ${command.constructor.name}`);
  return decodeReply(await callAws('dynamodb', operation, encode(command.input)));
}

/** The client given to every dynamodb-toolbox table. */
export const documentClient = { send };
