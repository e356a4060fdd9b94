/**
 * How many index partitions what is in doubt is spread over. Every charge passes through, in and out: two writes an order, of
 * the 1,000 a second that a partition takes.
 */
export const DOUBT_SHARDS = 8;

/** The shard of a payment, by the end of its id, which is drawn at random. */
export function doubtShardOf(paymentId: string): number {
  let sum = 0;
  for (let at = 0; at < paymentId.length; at += 1) sum = (sum * 31 + paymentId.charCodeAt(at)) % 65_521;
  return sum % DOUBT_SHARDS;
}

/** The index partition of a shard. */
export const doubtPartition = (shard: number): string => `IN_DOUBT#${shard}`;
