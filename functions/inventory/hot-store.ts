/**
 * The inventory's table, its part for SKUs that everybody wants at once. Access patterns:
 *  1. the rule of a hot SKU        pk STOCK#<sku>   sk LOCATIONS   (attribute `hot`, read by every checkout anyway)
 */
import { send } from '../../shared/platform/dynamodb.ts';
import { UpdateCommand } from '../../shared/platform/dynamodb-commands.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { HotRule } from './domain/hot.ts';

/** Writes the rule of a hot SKU down, in the place of the one before. */
export async function putHotRule(sku: string, rule: HotRule): Promise<void> {
  await send(
    new UpdateCommand({
      TableName: tableName('inventory'),
      Key: { pk: `STOCK#${sku}`, sk: 'LOCATIONS' },
      UpdateExpression: 'SET #et = :et, #sku = :sku, #hot = :hot',
      ExpressionAttributeNames: { '#et': '_et', '#sku': 'sku', '#hot': 'hot' },
      ExpressionAttributeValues: { ':et': 'SkuLocations', ':sku': sku, ':hot': rule },
    }),
  );
}
