import type { EngineLink } from './engine-link.ts';
import type { State } from './state.ts';

/** A record as the stream holds it. */
export interface StreamRecord {
  eventID: string;
  eventName: string;
  dynamodb: {
    SequenceNumber: string;
    ApproximateCreationDateTime: number;
    NewImage?: unknown;
    OldImage?: unknown;
  };
  [other: string]: unknown;
}

/** What one look at a shard brought. */
export interface ShardBatch {
  shardId: string;
  records: StreamRecord[];
}

type Shard = { ShardId: string };
type Description = { StreamDescription: { Shards: Shard[]; LastEvaluatedShardId?: string } };

/** Reads a table's stream from where a reader of that name last was. */
export class StreamReader {
  readonly #link: EngineLink;
  readonly #state: State;
  readonly #name: string;
  readonly #table: string;
  readonly #from: 'TRIM_HORIZON' | 'LATEST';
  #streamArn: string | undefined;
  readonly #iterators = new Map<string, string | undefined>();

  constructor(
    link: EngineLink,
    state: State,
    reader: { name: string; table: string; from: 'TRIM_HORIZON' | 'LATEST' },
  ) {
    this.#link = link;
    this.#state = state;
    this.#name = reader.name;
    this.#table = reader.table;
    this.#from = reader.from;
  }

  /** Learns of new shards. */
  async refresh(): Promise<void> {
    this.#streamArn ??= await this.#findStream();
    const input = { StreamArn: this.#streamArn };
    const { StreamDescription } = await this.#link.call<Description>('DescribeStream', input);
    for (const { ShardId } of StreamDescription.Shards) {
      if (!this.#iterators.has(ShardId)) this.#iterators.set(ShardId, await this.#iterator(ShardId));
    }
  }

  /** Up to `limit` records of each shard; empty batches are left out. */
  async next(limit: number): Promise<ShardBatch[]> {
    if (this.#iterators.size === 0) await this.refresh();
    const batches: ShardBatch[] = [];
    for (const [shardId, iterator] of this.#iterators) {
      if (iterator === undefined) continue;
      const input = { ShardIterator: iterator, Limit: limit };
      const reply = await this.#link.call<{ Records: StreamRecord[]; NextShardIterator?: string }>('GetRecords', input);
      this.#iterators.set(shardId, reply.NextShardIterator);
      if (reply.Records.length > 0) batches.push({ shardId, records: reply.Records });
    }
    return batches;
  }

  /** Remembers that everything up to this record is done. */
  checkpoint(shardId: string, sequenceNumber: string): void {
    this.#state.write('checkpoint', `${this.#name}/${shardId}`, sequenceNumber);
  }

  /** Reads again from the last checkpoint, after an iterator expired or the engine was away. */
  rewind(): void {
    this.#iterators.clear();
  }

  async #findStream(): Promise<string> {
    type Listed = { Streams: { StreamArn: string }[] };
    const { Streams } = await this.#link.call<Listed>('ListStreams', { TableName: this.#table });
    const arn = Streams.at(-1)?.StreamArn;
    if (arn === undefined) throw new Error(`the table ${this.#table} has no stream`);
    return arn;
  }

  async #iterator(shardId: string): Promise<string> {
    const done = this.#state.read('checkpoint', `${this.#name}/${shardId}`);
    const position =
      done === undefined
        ? { ShardIteratorType: this.#from }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: done };
    const input = { StreamArn: this.#streamArn, ShardId: shardId, ...position };
    const { ShardIterator } = await this.#link.call<{ ShardIterator: string }>('GetShardIterator', input);
    return ShardIterator;
  }
}
