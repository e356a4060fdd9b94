import { createHash, createHmac } from 'node:crypto';
import { type Prize, ticketsOf } from './lottery.ts';

/** What is published of a seed before the first draw: it tells nothing of the seed, and fits no other. */
export function commitmentOf(seed: string): string {
  return createHash('sha256').update(seed).digest('hex');
}

/** One draw: the `n`th of a customer. */
export interface Drawing {
  promotionId: string;
  customerId: string;
  n: number;
}

/**
 * The ticket of a draw, from 0 up to `CERTAINTY`: the first 48 bits of an HMAC under the seed. Nobody can choose it, and
 * whoever is given the seed after the end can work it out again.
 */
export function ticketOf(seed: string, { promotionId, customerId, n }: Drawing): number {
  const digest = createHmac('sha256', seed)
    .update(JSON.stringify([promotionId, customerId, n]))
    .digest();
  return digest.readUIntBE(0, 6);
}

/** The prize that a ticket wins: each prize has its own stretch of tickets, in the order they were published in. */
export function prizeOf(ticket: number, prizes: readonly Prize[]): Prize | undefined {
  let from = 0;
  for (const prize of prizes) {
    const to = from + ticketsOf(prize);
    if (ticket < to) return prize;
    from = to;
  }
  return undefined;
}
