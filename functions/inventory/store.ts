/**
 * The inventory's table. Access patterns:
 *  1. stock of a SKU at a location            pk STOCK#<sku>               sk AT#<location>
 *  2. stock of a SKU at all locations         pk STOCK#<sku>               sk begins_with AT#
 *  3. which locations ever held a SKU         pk STOCK#<sku>               sk LOCATIONS
 *  4. movements and their ledger: move-store.ts; what staff did: operation-store.ts, transfer-store.ts; locations:
 *     location-store.ts; sourcing: sourcing-store.ts; audit: audit-store.ts
 */
import { send } from '../../shared/platform/dynamodb.ts';
import { GetCommand, QueryCommand } from '../../shared/platform/dynamodb-commands.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { StockLevel } from './domain/stock.ts';

const partitionOf = (sku: string) => `STOCK#${sku}`;

/** Remembers that a location holds a SKU. Right: UpdateItem. */
export function rememberLocation(sku: string, locationId: string): Action {
  const Update = {
    TableName: tableName('inventory'),
    Key: { pk: partitionOf(sku), sk: 'LOCATIONS' },
    UpdateExpression: 'SET #et = :et, #sku = :sku ADD #locations :locations',
    ExpressionAttributeNames: { '#et': '_et', '#sku': 'sku', '#locations': 'locations' },
    ExpressionAttributeValues: { ':et': 'SkuLocations', ':sku': sku, ':locations': new Set([locationId]) },
  };
  return { write: { Update } };
}

/** Stock of a SKU at every location that ever held it. Strongly consistent. Right: Query. */
export async function stockOf(sku: string): Promise<StockLevel[]> {
  const reply = await send(
    new QueryCommand({
      TableName: tableName('inventory'),
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :at)',
      ExpressionAttributeValues: { ':pk': partitionOf(sku), ':at': 'AT#' },
      ConsistentRead: true,
    }),
  );
  return (reply.Items ?? []) as StockLevel[];
}

/** Stock of a SKU at a location; where there never was any, a level of nothing. Strongly consistent. Right: GetItem. */
export async function levelAt(sku: string, locationId: string): Promise<StockLevel> {
  const Key = { pk: partitionOf(sku), sk: `AT#${locationId}` };
  const { Item } = await send(new GetCommand({ TableName: tableName('inventory'), Key, ConsistentRead: true }));
  return (Item as StockLevel | undefined) ?? { sku, locationId, onHand: 0, reserved: 0, available: 0, version: 0 };
}
