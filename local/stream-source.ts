/** A record as the stream holds it. */
export interface StreamRecord {
  eventID: string;
  eventName: string;
  dynamodb: {
    SequenceNumber: string;
    ApproximateCreationDateTime: number;
    NewImage?: unknown;
    OldImage?: unknown;
    [other: string]: unknown;
  };
  [other: string]: unknown;
}

/** What one look at a shard brought. */
export interface ShardBatch {
  shardId: string;
  records: StreamRecord[];
}

/** Who reads, what, and where it begins when it never read before. */
export interface StreamReaderName {
  name: string;
  table: string;
  from: 'TRIM_HORIZON' | 'LATEST';
}

/** A table's stream, read on from where a reader of that name last was. */
export interface StreamSource {
  /** Up to `limit` records of each shard; empty batches are left out. */
  next(limit: number): Promise<ShardBatch[]>;
  /** Remembers that everything up to this record is done. */
  checkpoint(shardId: string, sequenceNumber: string): void;
  /** Reads again from the last checkpoint, after an iterator expired or the engine was away. */
  rewind(): void;
}

/** Opens a stream for one reader. */
export type OpenStream = (reader: StreamReaderName) => StreamSource;
