import { send } from '../../shared/platform/dynamodb.ts';
import { QueryCommand } from '../../shared/platform/dynamodb-commands.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Product } from './domain/product.ts';

/** Where a page of products ends. */
type PageKey = Record<string, unknown> | undefined;

/** A page of what is on sale, by SKU, whole as the shop keeps it. Right: Query on gsi1. */
export async function productsOnSale(limit: number, from: PageKey): Promise<{ products: Product[]; lastKey: PageKey }> {
  const { Items, LastEvaluatedKey } = await send(
    new QueryCommand({
      TableName: tableName('catalog'),
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :listed',
      ExpressionAttributeValues: { ':listed': 'LISTED' },
      Limit: limit,
      ...(from ? { ExclusiveStartKey: from } : {}),
    }),
  );
  return { products: (Items ?? []) as unknown as Product[], lastKey: LastEvaluatedKey as PageKey };
}
