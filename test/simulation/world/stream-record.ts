import type { StreamMappingSpec } from '../../../local/mapping-spec.ts';
import type { Change } from '../contract.ts';
import type { Outcome } from './lambda.ts';

type Report = { batchItemFailures?: { itemIdentifier: string }[] } | undefined;

/** A change of an item as a stream tells it. */
export interface StreamRecord {
  eventID: string;
  eventName: string;
  eventSource: string;
  eventSourceARN: string;
  awsRegion: string;
  dynamodb: {
    Keys: unknown;
    NewImage?: unknown;
    OldImage?: unknown;
    SequenceNumber: string;
    ApproximateCreationDateTime: number;
  };
}

/** What is left of records that were given up. */
export const pointerTo = (shardId: string, numbers: readonly string[]): string =>
  JSON.stringify({
    DDBStreamBatchInfo: { shardId, startSequenceNumber: numbers[0], endSequenceNumber: numbers.at(-1) },
  });

/** A record that its listener parked. */
export const parked = (record: StreamRecord): string => JSON.stringify({ record });

/** What kind of change it was. */
export const nameOfChange = ({ before, after }: Change): string => {
  if (before === undefined) return 'INSERT';
  return after === undefined ? 'REMOVE' : 'MODIFY';
};

/** How many shards the stream of a table has. */
export const SHARDS = 2;

/** The shard of what happens to a partition key. */
export const shardOf = (key: string): number => {
  let hash = 0;
  for (let index = 0; index < key.length; index += 1) hash = (hash * 31 + key.charCodeAt(index)) | 0;
  return Math.abs(hash) % SHARDS;
};

/** The records of a batch that must come again: from the first on that its function named, all where it did not end well. */
export function leftOf(spec: StreamMappingSpec, records: StreamRecord[], outcome: Outcome): StreamRecord[] {
  if (outcome.kind !== 'returned') return records;
  const failures = spec.reportsFailures ? ((outcome.value as Report)?.batchItemFailures ?? []) : [];
  if (failures.length === 0) return [];
  const failed = new Set(failures.map(({ itemIdentifier }) => itemIdentifier));
  const first = records.findIndex(({ dynamodb }) => failed.has(dynamodb.SequenceNumber));
  return first < 0 ? records : records.slice(first);
}
