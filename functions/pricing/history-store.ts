/**
 * Each SKU's price history; lines are added, never changed. Access patterns:
 *  1. the lines of a SKU, newest first, or since an instant   pk PRICES#<sku>   sk <at>#<id>
 * Plain commands: the catalogue's functions write here too.
 */
import type { Instant } from '../../shared/kernel/time.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { QueryCommand } from '../../shared/platform/dynamodb-commands.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { HistoryLine } from './domain/history.ts';

type PageKey = Record<string, unknown> | undefined;

const lineOf = ({ pk: _pk, sk: _sk, _et, ...line }: Record<string, unknown>) => line as unknown as HistoryLine;

/** The write of a line; one with this id is never there before. */
export function putHistory(line: HistoryLine): Action {
  const said = Object.fromEntries(Object.entries(line).filter(([, value]) => value !== undefined));
  return {
    write: {
      Put: {
        TableName: tableName('pricing'),
        Item: { pk: `PRICES#${line.sku}`, sk: `${line.at}#${line.id}`, _et: 'PriceLine', ...said },
      },
    },
  };
}

/** A page of a SKU's lines, newest first. Strongly consistent. */
export async function linesOf(sku: string, limit: number, from: PageKey) {
  const { Items, LastEvaluatedKey } = await send(
    new QueryCommand({
      TableName: tableName('pricing'),
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `PRICES#${sku}` },
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: limit,
      ...(from ? { ExclusiveStartKey: from } : {}),
    }),
  );
  const lines = ((Items ?? []) as Record<string, unknown>[]).map(lineOf);
  return { lines, lastKey: LastEvaluatedKey as PageKey };
}

/** At most so many lines are looked at for one SKU. */
const MOST_LINES = 500;

/** The lines of a SKU that were written since an instant. Strongly consistent. */
export async function linesSince(sku: string, since: Instant): Promise<HistoryLine[]> {
  const { Items } = await send(
    new QueryCommand({
      TableName: tableName('pricing'),
      KeyConditionExpression: 'pk = :pk AND sk >= :since',
      ExpressionAttributeValues: { ':pk': `PRICES#${sku}`, ':since': since },
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: MOST_LINES,
    }),
  );
  return ((Items ?? []) as Record<string, unknown>[]).map(lineOf);
}
