/**
 * The inventory's table, its part for what staff did to the stock, each under a reference of their own. Access patterns:
 *  1. one receipt, count, ... by reference    pk <KIND>#<reference>        sk <sku>#<location>
 */
import { isDeepStrictEqual } from 'node:util';
import { DomainError } from '../../shared/kernel/errors.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { GetCommand } from '../../shared/platform/dynamodb-commands.ts';
import type { Reply } from '../../shared/platform/http.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';

/** What staff do to the stock. */
type Kind = 'RECEIPT' | 'COUNT' | 'DAMAGE' | 'TRANSFER';

/** Something that staff ask for, once per reference, SKU and location. */
export interface Operation {
  kind: Kind;
  reference: string;
  sku: string;
  locationId: string;
  /** All that was asked for. */
  asked: Record<string, unknown>;
}

/** Raised out of a commit when this was done before. */
class OperationTaken extends Error {}

const keyOf = ({ kind, reference, sku, locationId }: Operation) => ({
  pk: `${kind}#${reference}`,
  sk: `${sku}#${locationId}`,
});

/** The deduplication item of an operation, with its reply. Throws `OperationTaken` out of the commit. Right: PutItem. */
export function recordOperation(operation: Operation, reply: Record<string, unknown>): Action {
  const Item = { ...keyOf(operation), _et: 'Operation', asked: operation.asked, reply };
  const ConditionExpression = 'attribute_not_exists(pk)';
  return {
    write: { Put: { TableName: tableName('inventory'), Item, ConditionExpression } },
    refused: () => new OperationTaken(),
  };
}

async function replay(operation: Operation): Promise<Reply | undefined> {
  const Key = keyOf(operation);
  const { Item } = await send(new GetCommand({ TableName: tableName('inventory'), Key, ConsistentRead: true }));
  if (!Item) return undefined;
  const { asked, reply } = Item as { asked: unknown; reply: Record<string, unknown> };
  if (isDeepStrictEqual(asked, operation.asked)) {
    return { status: 201, body: reply, headers: { 'idempotent-replayed': 'true' } };
  }
  throw new DomainError('conflict', 'inventory.reference-reused', 'This reference stands for something else.');
}

/**
 * Carries an operation out once: `act` reads, decides and commits with `recordOperation` first; it runs again when the stock
 * moved in between. A repeat gets the first reply; another wish under the reference throws `inventory.reference-reused`.
 */
export async function onceByReference(
  operation: Operation,
  act: () => Promise<Record<string, unknown>>,
): Promise<Reply> {
  const known = await replay(operation);
  if (known) return known;
  try {
    return { status: 201, body: await retryWhenChanged(act) };
  } catch (error) {
    // Whatever stood in the way: the same request that was faster may have put it there, such as a shelf without a unit left.
    const winner = await replay(operation);
    if (!winner) throw error;
    return winner;
  }
}

/** The refusal of a movement that was decided on a stock level which changed since. */
export function movedMeanwhile(): DomainError {
  return new DomainError('conflict', 'inventory.changed-meanwhile', 'The stock moved meanwhile; try again.');
}
