/**
 * The shop's price guards. Access patterns:
 *  1. the guards as they stand   pk GUARDS   sk GUARDS
 * Plain commands: the catalogue's functions read them too, and need nothing else of this table.
 */
import { send } from '../../shared/platform/dynamodb.ts';
import { GetCommand } from '../../shared/platform/dynamodb-commands.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Guards } from './domain/guard.ts';

const KEY = { pk: 'GUARDS', sk: 'GUARDS' };

/** The guards with the number of their changes. */
export interface StoredGuards {
  guards: Guards;
  version: number;
}

/** The guards as they stand; none where the shop has set none. Strongly consistent. */
export async function findGuards(): Promise<StoredGuards> {
  const { Item } = await send(new GetCommand({ TableName: tableName('pricing'), Key: KEY, ConsistentRead: true }));
  return (Item as StoredGuards | undefined) ?? { guards: {}, version: 0 };
}

/** The write of the guards' next version; refused when somebody else wrote one meanwhile. */
export function putGuards({ guards, version }: StoredGuards, refused: () => Error): Action {
  const Put = {
    TableName: tableName('pricing'),
    Item: { ...KEY, _et: 'Guards', guards, version },
    ConditionExpression: 'attribute_not_exists(version) OR version = :before',
    ExpressionAttributeValues: { ':before': version - 1 },
  };
  return { write: { Put }, refused };
}
