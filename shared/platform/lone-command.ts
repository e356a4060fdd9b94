import { unmarshall } from '@aws-sdk/util-dynamodb';
import { DomainError } from '../kernel/errors.ts';
import { AwsError } from './aws-wire.ts';
import { type Commanded, type LedgerEntry, recordCommand } from './command-ledger.ts';
import { send } from './dynamodb.ts';
import { PutCommand } from './dynamodb-commands.ts';
import type { Reply } from './http.ts';

/**
 * Records a command whose whole effect is its own ledger item: one plain write in the place of a look and a commit.
 * `more` is kept in the item beside the reply. Answers what the ledger holds already under this key, if anything, and then
 * nothing was written. Right: PutItem.
 */
export async function recordAlone(
  commanded: Commanded,
  reply: Reply,
  more: object = {},
): Promise<LedgerEntry | undefined> {
  const { Put } = recordCommand(commanded, { reply }).write as { Put: { Item: object } };
  try {
    const Item = { ...more, ...Put.Item };
    await send(new PutCommand({ ...Put, Item, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }));
    return undefined;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    // A commit has this very item in hand: the same command, a moment ahead.
    if (error.name === 'TransactionConflictException')
      throw new DomainError('unavailable', 'request.busy', 'Too busy just now; try again.');
    if (error.name !== 'ConditionalCheckFailedException') throw error;
    return unmarshall(error.body.Item as Parameters<typeof unmarshall>[0]) as LedgerEntry;
  }
}
