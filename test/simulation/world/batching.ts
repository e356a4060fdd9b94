import type { QueueMappingSpec } from '../../../local/mapping-spec.ts';

/** True when a batch that the mapping would wait for is full already: then nobody waits. */
export function isFull(
  messages: readonly { visibleAt: number }[],
  { windowMs, batchSize }: Pick<QueueMappingSpec, 'windowMs' | 'batchSize'>,
  now: number,
): boolean {
  if (windowMs === 0 || messages.length < batchSize) return false;
  let visible = 0;
  for (const { visibleAt } of messages) if (visibleAt <= now) visible += 1;
  return visible >= batchSize;
}

/** When the first of some messages is due. */
export function dueAt(messages: readonly { visibleAt: number }[]): number {
  let soonest = Number.POSITIVE_INFINITY;
  for (const { visibleAt } of messages) soonest = Math.min(soonest, visibleAt);
  return soonest;
}

/** Messages as Lambda's poller hands them over. */
export function recordsOf(
  batch: readonly { id: string; body: string; receives: number }[],
  sourceArn: string,
): object[] {
  return batch.map(({ id, body, receives }) => ({
    messageId: id,
    body,
    receiptHandle: id,
    attributes: { ApproximateReceiveCount: String(receives) },
    eventSource: 'aws:sqs',
    eventSourceARN: sourceArn,
    awsRegion: 'us-east-1',
  }));
}
