/** The standing of customers, in their table: as it is (sk STANDING) and as it was (sk STANDING#<version>), append-only. */
import { DomainError } from '../../shared/kernel/errors.ts';
import { batchGet, type Found, type ItemKey } from '../../shared/platform/batch-get.ts';
import { tableName } from '../../shared/platform/table.ts';
import { commit } from '../../shared/platform/transaction.ts';
import type { Standing } from './domain/standing.ts';

const VERSION_DIGITS = 6;

/** The key of a customer's standing. */
export function standingKey(customerId: string): ItemKey {
  return { table: tableName('customers'), pk: `CUSTOMER#${customerId}`, sk: 'STANDING' };
}

/** The standing among `found`; that of somebody of whom nothing was said, where there is none. */
export function standingFrom(found: Found, customerId: string): Standing {
  const item = found.get(standingKey(customerId));
  return (item?.standing as Standing | undefined) ?? { customerId, version: 0 };
}

/** One customer's standing. Strongly consistent. Right: BatchGetItem. */
export async function standingOf(customerId: string): Promise<Standing> {
  return standingFrom(await batchGet([standingKey(customerId)]), customerId);
}

/** Commits the next version of a standing and its entry in the history. Throws conflict `customers.changed-meanwhile`. */
export async function commitStanding(standing: Standing): Promise<void> {
  const { customerId, version } = standing;
  const { table: TableName, pk, sk } = standingKey(customerId);
  const entry = `${sk}#${String(version).padStart(VERSION_DIGITS, '0')}`;
  const isNew = { ConditionExpression: 'attribute_not_exists(pk)' };
  const follows = {
    ConditionExpression: 'standing.version = :before',
    ExpressionAttributeValues: { ':before': version - 1 },
  };
  const changed = () =>
    new DomainError('conflict', 'customers.changed-meanwhile', 'Somebody else changed it; try again.');
  await commit([
    {
      write: { Put: { TableName, Item: { pk, sk, _et: 'Standing', standing }, ...(version === 1 ? isNew : follows) } },
      refused: changed,
    },
    { write: { Put: { TableName, Item: { pk, sk: entry, _et: 'StandingEntry', standing } } } },
  ]);
}
