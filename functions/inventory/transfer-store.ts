/**
 * The inventory's table, its part for transfers. Access patterns:
 *  1. one transfer by id                      pk TRANSFER#<transfer>       sk TRANSFER
 */
import { send } from '../../shared/platform/dynamodb.ts';
import { GetCommand } from '../../shared/platform/dynamodb-commands.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Transfer } from './domain/transfer.ts';
import { movedMeanwhile } from './operation-store.ts';

const keyOf = (transferId: string) => ({ pk: `TRANSFER#${transferId}`, sk: 'TRANSFER' });

/** Writes a new transfer. Right: PutItem. */
export function putTransfer(transfer: Transfer): Action {
  const Item = { ...keyOf(transfer.transferId), _et: 'Transfer', transfer };
  const ConditionExpression = 'attribute_not_exists(pk)';
  return { write: { Put: { TableName: tableName('inventory'), Item, ConditionExpression } } };
}

/** Writes a transfer that has arrived, once. Throws `inventory.changed-meanwhile` out of the commit. Right: PutItem. */
export function closeTransfer(transfer: Transfer): Action {
  const Item = { ...keyOf(transfer.transferId), _et: 'Transfer', transfer };
  const Put = {
    TableName: tableName('inventory'),
    Item,
    ConditionExpression: '#transfer.#status = :open',
    ExpressionAttributeNames: { '#transfer': 'transfer', '#status': 'status' },
    ExpressionAttributeValues: { ':open': 'in-transit' },
  };
  return { write: { Put }, refused: movedMeanwhile };
}

/** One transfer, or undefined. Strongly consistent. Right: GetItem. */
export async function findTransfer(transferId: string): Promise<Transfer | undefined> {
  const Key = keyOf(transferId);
  const { Item } = await send(new GetCommand({ TableName: tableName('inventory'), Key, ConsistentRead: true }));
  return (Item as { transfer: Transfer } | undefined)?.transfer;
}
