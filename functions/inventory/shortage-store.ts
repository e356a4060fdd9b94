/**
 * The inventory's table, its part for shortages. Access patterns:
 *  1. levels that promised units are missing at   gsi1pk SHORT   gsi1sk <sku>#<location>   (keys only; see move-store.ts)
 */
import { batchGet } from '../../shared/platform/batch-get.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { QueryCommand } from '../../shared/platform/dynamodb-commands.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { StockLevel } from './domain/stock.ts';

/** Where a page of shortages ends. */
export type PageKey = Record<string, unknown> | undefined;

/** A page of the levels that were found short, as they are now, by SKU and location. Rights: Query on gsi1, BatchGetItem. */
export async function listedShort(limit: number, from: PageKey): Promise<{ levels: StockLevel[]; lastKey: PageKey }> {
  const table = tableName('inventory');
  const { Items = [], LastEvaluatedKey } = await send(
    new QueryCommand({
      TableName: table,
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :pk',
      ExpressionAttributeValues: { ':pk': 'SHORT' },
      Limit: limit,
      ...(from ? { ExclusiveStartKey: from } : {}),
    }),
  );
  const keys = (Items as { pk: string; sk: string }[]).map(({ pk, sk }) => ({ table, pk, sk }));
  const found = keys.length > 0 ? await batchGet(keys) : undefined;
  const levels = keys.flatMap((key) => (found?.get(key) as StockLevel | undefined) ?? []);
  return { levels, lastKey: LastEvaluatedKey as PageKey };
}
