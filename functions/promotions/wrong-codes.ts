/** Who tries coupon codes, in the promotions' table (store.ts, pattern 13): a few wrong ones are typed, many are guessed. */
import { createHash } from 'node:crypto';
import { DomainError } from '../../shared/kernel/errors.ts';
import { epochSeconds, type Instant } from '../../shared/kernel/time.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { UpdateCommand } from '../../shared/platform/dynamodb-commands.ts';
import { tableName } from '../../shared/platform/table.ts';
import { normaliseCode } from './domain/promotion.ts';

/** Who asks: a customer, or whoever calls from an address. */
export interface Guesser {
  customerId?: string;
  address?: string;
}

/** So many different wrong codes an hour are nobody's typing. */
const MOST = 20;

const HOUR = 'YYYY-MM-DDTHH'.length;
const KEEP_SECONDS = 2 * 3_600;

const digest = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 16);

/** Addresses are kept as digests alone. */
const nameOf = ({ customerId, address = '' }: Guesser) => customerId ?? `address-${digest(address)}`;

/** The key of what somebody has tried in this hour. */
export const guessesKey = (who: Guesser, now: Instant) => ({ pk: `GUESSES#${nameOf(who)}`, sk: now.slice(0, HOUR) });

/** Wrong codes of this hour, as digests. */
export type Guesses = ReadonlySet<string>;

/** What was read under `guessesKey`. */
export function guessesFrom(item: Record<string, unknown> | undefined): Guesses {
  return item?.codes instanceof Set ? item.codes : new Set();
}

/** Refuses whoever has guessed too often in this hour. Throws limited `promotions.too-many-wrong-codes`. */
export function refuseGuesser(guesses: Guesses): void {
  if (guesses.size < MOST) return;
  const message = 'Too many wrong coupon codes; try again in an hour, or without codes.';
  throw new DomainError('limited', 'promotions.too-many-wrong-codes', message);
}

/**
 * Notes codes that nobody issued. Nothing is written for right ones, nor for a wrong one that was noted before: who types one
 * wrong code may ask for as many quotes as he likes. Right: UpdateItem.
 */
export async function noteGuesses(
  codes: readonly string[],
  guesses: Guesses,
  who: Guesser,
  now: Instant,
): Promise<void> {
  const fresh = codes.map((code) => digest(normaliseCode(code))).filter((code) => !guesses.has(code));
  if (fresh.length === 0) return;
  await send(
    new UpdateCommand({
      TableName: tableName('promotions'),
      Key: guessesKey(who, now),
      UpdateExpression: 'ADD #codes :codes SET #end = :end',
      ExpressionAttributeNames: { '#codes': 'codes', '#end': 'expiresAt' },
      ExpressionAttributeValues: { ':codes': new Set(fresh), ':end': epochSeconds(now) + KEEP_SECONDS },
    }),
  );
}
