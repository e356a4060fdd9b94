import { EngineError, type EngineLink } from './engine-link.ts';
import type { TableSpec } from './tables.ts';

type Item = Record<string, unknown>;
type Page = { Items: Item[]; LastEvaluatedKey?: Item };

const pageSize = 500;

/** Deletes the items of one table whose time to live has passed at `now` (epoch milliseconds); returns how many. */
export async function sweepExpired(link: EngineLink, table: TableSpec, now: number): Promise<number> {
  if (table.ttl === undefined) return 0;
  const names = Object.fromEntries([['#ttl', table.ttl], ...table.keys.map((key, index) => [`#k${index}`, key])]);
  const expired = {
    TableName: table.name,
    ExpressionAttributeValues: { ':now': { N: String(Math.floor(now / 1000)) } },
  };
  const remove = async (Key: Item): Promise<number> => {
    // Asked again at the delete: the item may have been given more time meanwhile.
    const condition = { ConditionExpression: '#ttl < :now', ExpressionAttributeNames: { '#ttl': table.ttl } };
    try {
      await link.call('DeleteItem', { ...expired, ...condition, Key });
      return 1;
    } catch (error) {
      if (error instanceof EngineError && error.code === 'ConditionalCheckFailedException') return 0;
      throw error;
    }
  };
  let removed = 0;
  let from: Item | undefined;
  do {
    const page: Page = await link.call<Page>('Scan', {
      ...expired,
      ExpressionAttributeNames: names,
      FilterExpression: '#ttl < :now',
      ProjectionExpression: table.keys.map((_, index) => `#k${index}`).join(', '),
      Limit: pageSize,
      ...(from && { ExclusiveStartKey: from }),
    });
    for (const key of page.Items) removed += await remove(key);
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return removed;
}

// AWS deletes within days; minutes are soon enough to be seen in a day's work, and seldom enough to cost nothing.
const everyMs = 5 * 60_000;

/** Sweeps all tables now and then; returns how to stop. A deletion by TTL is a stream record like any other. */
export function startSweeping(
  link: EngineLink,
  tables: TableSpec[],
  now: () => number,
  failed: (error: unknown) => void,
): () => void {
  const sweep = async (): Promise<void> => {
    for (const table of tables) await sweepExpired(link, table, now());
  };
  const timer = setInterval(() => void sweep().catch(failed), everyMs);
  return () => clearInterval(timer);
}
