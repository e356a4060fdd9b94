import { shardOf } from '../../../shared/kernel/shard.ts';

/**
 * How many index partitions what is in doubt is spread over. Every charge passes through, in and out: two writes an order, of
 * the 1,000 a second that a partition takes.
 */
export const DOUBT_SHARDS = 8;

/** The shard of a payment, by the end of its id, which is drawn at random. */
export const doubtShardOf = (paymentId: string): number => shardOf(paymentId, DOUBT_SHARDS);

/** The index partition of a shard. */
export const doubtPartition = (shard: number): string => `IN_DOUBT#${shard}`;
