import { createHash } from 'node:crypto';

/** Chance keeps a promotion from this buyer, or nobody knows who he is (decision 67). */
export function isKept(promotionId: string, holdOut: number | undefined, customerId: string | undefined): boolean {
  if (holdOut === undefined || customerId === undefined) return holdOut !== undefined;
  const digest = createHash('sha256').update(`["hold-out","${promotionId}","${customerId}"]`).digest('hex');
  return Number.parseInt(digest.slice(0, 8), 16) < (holdOut * 2 ** 32) / 100;
}
