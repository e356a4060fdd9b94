import type { Change } from '../contract.ts';

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
