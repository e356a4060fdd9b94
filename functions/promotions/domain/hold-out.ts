import { createHash } from 'node:crypto';

const WHOLE = 2 ** 32;

/**
 * Whether a customer is among the `percent` whom a promotion is kept from, so that they show what happens without it. A
 * function of both ids alone: always the same for one promotion, and by chance anew for the next.
 */
export function isHeldOut(promotionId: string, customerId: string, percent: number): boolean {
  const digest = createHash('sha256')
    .update(JSON.stringify(['hold-out', promotionId, customerId]))
    .digest();
  return (digest.readUInt32BE(0) / WHOLE) * 100 < percent;
}
