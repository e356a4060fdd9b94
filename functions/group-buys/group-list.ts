/** Lists of open groups (access patterns 3 and 4 of `store.ts`). */
import type { Instant } from '../../shared/kernel/time.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { QueryCommand } from '../../shared/platform/dynamodb-commands.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Group } from './domain/group.ts';
import type { PageKey } from './store.ts';

/** A page of a promotion's open groups that end after `now`, the first to end first. Right: Query of gsi1. */
export async function openGroups(promotionId: string, now: Instant, { limit, from }: { limit: number; from: PageKey }) {
  const { Items, LastEvaluatedKey } = await send(
    new QueryCommand({
      TableName: tableName('group-buys'),
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :pk AND gsi1sk > :now',
      ExpressionAttributeValues: { ':pk': `PROMOTION#${promotionId}`, ':now': `${now}~` },
      Limit: limit,
      ...(from ? { ExclusiveStartKey: from } : {}),
    }),
  );
  return { groups: (Items ?? []) as unknown as Group[], lastKey: LastEvaluatedKey as PageKey };
}

/** A page of the ids of open groups whose deadline has passed, longest over first. Right: Query of gsi2. */
export async function dueGroups(now: Instant, from: PageKey): Promise<{ items: string[]; lastKey: PageKey }> {
  const { Items, LastEvaluatedKey } = await send(
    new QueryCommand({
      TableName: tableName('group-buys'),
      IndexName: 'gsi2',
      KeyConditionExpression: 'gsi2pk = :pk AND gsi2sk < :now',
      ExpressionAttributeValues: { ':pk': 'OPEN', ':now': `${now}~` },
      Limit: 100,
      ...(from ? { ExclusiveStartKey: from } : {}),
    }),
  );
  const items = (Items ?? []) as { pk: string }[];
  return { items: items.map(({ pk }) => pk.slice('GROUP#'.length)), lastKey: LastEvaluatedKey as PageKey };
}
