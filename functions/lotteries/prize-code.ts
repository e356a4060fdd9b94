import { createHash, createHmac } from 'node:crypto';
import { secret } from '../../shared/platform/secrets.ts';

/** Without letters and digits that people take for one another. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 12;

/**
 * The code that a prize is handed over for: 60 bits that follow from the draw and the stage's secret, not from the seed,
 * which everybody learns in the end. It is stored nowhere. Right: the secret `session-key`.
 */
export async function prizeCode(drawId: string): Promise<string> {
  const digest = createHmac('sha256', await secret('session-key'))
    .update(`prize.${drawId}`)
    .digest();
  return Array.from(digest.subarray(0, LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** What is stored of a code, so that who reads the table cannot fetch anybody's prize. */
export function digestOf(code: string): string {
  return createHash('sha256').update(code.trim().toUpperCase()).digest('base64url');
}

/** The seed of a lottery: unknown to everybody until it is told, and the same whoever asks for it. Right: `session-key`. */
export async function seedOf(promotionId: string): Promise<string> {
  return createHmac('sha256', await secret('session-key'))
    .update(`lottery.${promotionId}`)
    .digest('hex');
}
