import type { EngineLink } from './engine-link.ts';
import type { State } from './state.ts';
import type { ShardBatch, StreamReaderName, StreamRecord, StreamSource } from './stream-source.ts';

type Shard = { ShardId: string };
type Description = { StreamDescription: { Shards: Shard[]; LastEvaluatedShardId?: string } };

/** A table's stream read through DynamoDB's own API: works with every engine. */
export class EngineStream implements StreamSource {
  readonly #link: EngineLink;
  readonly #state: State;
  readonly #name: string;
  readonly #table: string;
  readonly #from: StreamReaderName['from'];
  #streamArn: string | undefined;
  readonly #iterators = new Map<string, string | undefined>();

  constructor(link: EngineLink, state: State, reader: StreamReaderName) {
    this.#link = link;
    this.#state = state;
    this.#name = reader.name;
    this.#table = reader.table;
    this.#from = reader.from;
  }

  async #refresh(): Promise<void> {
    this.#streamArn ??= await this.#findStream();
    const input = { StreamArn: this.#streamArn };
    const { StreamDescription } = await this.#link.call<Description>('DescribeStream', input);
    for (const { ShardId } of StreamDescription.Shards) {
      if (!this.#iterators.has(ShardId)) this.#iterators.set(ShardId, await this.#iterator(ShardId));
    }
  }

  async next(limit: number): Promise<ShardBatch[]> {
    // A closed shard has a successor that has to be found.
    const isOver = [...this.#iterators.values()].every((iterator) => iterator === undefined);
    if (isOver) await this.#refresh();
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

  checkpoint(shardId: string, sequenceNumber: string): void {
    this.#state.write('checkpoint', `${this.#name}/${shardId}`, sequenceNumber);
  }

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
