/** Prizes that were won, by the digest of their code (store.ts, access pattern 8). */
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { GetCommand } from '../../shared/platform/dynamodb-commands.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';

/** A prize that was won, and where it was handed over once it was. */
export interface WonPrize {
  promotionId: string;
  drawId: string;
  prizeId: string;
  value: number;
  redeemUntil: Instant;
  redeemedAt?: Instant;
  locationId?: string;
}

const keyOf = (digest: string) => ({ pk: `PRIZE#${digest}`, sk: 'PRIZE' });

/** A prize by the digest of its code, or undefined. Strongly consistent. Right: GetItem. */
export async function findPrize(digest: string): Promise<WonPrize | undefined> {
  const { Item } = await send(
    new GetCommand({ TableName: tableName('lotteries'), Key: keyOf(digest), ConsistentRead: true }),
  );
  return Item as WonPrize | undefined;
}

/** The write of a prize that was won: its code follows from its draw, so it is never there before. */
export function putPrize(digest: string, prize: WonPrize): Action {
  const Item = { ...keyOf(digest), _et: 'WonPrize', ...prize };
  return { write: { Put: { TableName: tableName('lotteries'), Item } } };
}

const conflict = (code: string, message: string) => new DomainError('conflict', `lotteries.${code}`, message);

/** The write that hands a prize over, once and in time. Throws conflict `lotteries.code-used`, `lotteries.code-expired`. */
export function handOver(digest: string, locationId: string, now: Instant): Action {
  return {
    write: {
      Update: {
        TableName: tableName('lotteries'),
        Key: keyOf(digest),
        UpdateExpression: 'SET redeemedAt = :now, locationId = :locationId',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(redeemedAt) AND redeemUntil > :now',
        ExpressionAttributeValues: { ':now': now, ':locationId': locationId },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    refused: (stored) =>
      stored?.redeemedAt
        ? conflict('code-used', 'This prize was handed over already.')
        : conflict('code-expired', 'This prize was not fetched in time.'),
  };
}
