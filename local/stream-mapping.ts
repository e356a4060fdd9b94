import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Realm } from './dynamodb-actions.ts';
import type { FunctionPool } from './lambda-pool.ts';
import type { Logs } from './logs.ts';
import type { StreamMappingSpec } from './mapping-spec.ts';
import type { Queues } from './queues.ts';
import { type GivenUp, workBatch } from './stream-batch.ts';
import type { ShardBatch, StreamRecord, StreamSource } from './stream-source.ts';

/** What a stream mapping needs. */
export interface StreamMappingHost {
  realm: Realm;
  reader: StreamSource;
  pool: FunctionPool;
  queues: Queues;
  logs: Logs;
  now(): number;
}

// A short wait for more writes makes few, full batches out of many small commits.
const gatherMs = 50;
// Writes that did not pass the endpoint (another process on the same engine) are found this late at most.
const safetyMs = 2000;

const changesNothing = ({ dynamodb }: StreamRecord): boolean =>
  dynamodb.OldImage !== undefined && isDeepStrictEqual(dynamodb.OldImage, dynamodb.NewImage);

/** Feeds a function from a table's stream, in order, from its checkpoint on. */
export class StreamMapping {
  readonly table: string;
  readonly #spec: StreamMappingSpec;
  readonly #host: StreamMappingHost;
  #dirty = true;
  #draining: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #safety: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(spec: StreamMappingSpec, host: StreamMappingHost) {
    this.table = spec.table;
    this.#spec = spec;
    this.#host = host;
  }

  start(): void {
    this.#safety = setInterval(() => this.#begin(0), safetyMs);
    this.#begin(0);
  }

  /** True when everything written so far has been worked off. */
  get idle(): boolean {
    return !this.#dirty && this.#draining === undefined;
  }

  /** There was a write to the table. */
  wake(): void {
    this.#dirty = true;
    this.#begin(Math.max(gatherMs, this.#spec.windowMs));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearInterval(this.#safety);
    await this.#draining;
  }

  #begin(delayMs: number): void {
    if (this.#stopped || this.#timer !== undefined || this.#draining !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#draining = this.#drain().finally(() => {
        this.#draining = undefined;
        if (this.#dirty) this.#begin(gatherMs);
      });
    }, delayMs);
  }

  async #drain(): Promise<void> {
    try {
      for (let more = true; more && !this.#stopped; ) {
        this.#dirty = false;
        const batches = await this.#host.reader.next(this.#spec.batchSize);
        for (const batch of batches) await this.#work(batch);
        more = batches.some(({ records }) => records.length >= this.#spec.batchSize);
      }
    } catch (error) {
      if (this.#stopped) return;
      this.#host.logs.error(this.#spec.functionName, `stream of ${this.table}: ${String(error)}`);
      this.#host.reader.rewind();
      this.#dirty = true;
      await this.#pause(1000);
    }
  }

  async #work({ shardId, records }: ShardBatch): Promise<void> {
    const wanted = records.filter((record) => !changesNothing(record)).map((record) => this.#dressed(record, shardId));
    const accepted = wanted.filter((record) => this.#spec.accepts(record));
    const isDone = await workBatch(this.#spec, accepted, {
      invoke: (event) => this.#host.pool.invoke(event),
      pause: (ms) => this.#pause(ms),
      now: this.#host.now,
      giveUp: (left, condition, tries) => this.#giveUp(shardId, left, condition, tries),
    });
    const last = records.at(-1);
    if (isDone && !this.#stopped && last !== undefined) {
      this.#host.reader.checkpoint(shardId, last.dynamodb.SequenceNumber);
    }
  }

  #dressed(record: StreamRecord, shardId: string): StreamRecord {
    const eventID = `${shardId}-${record.dynamodb.SequenceNumber}`;
    return { ...record, eventID, awsRegion: this.#host.realm.region, eventSourceARN: this.#spec.sourceArn };
  }

  /** Waits; false when the mapping stopped meanwhile. */
  #pause(ms: number): Promise<boolean> {
    return new Promise((resolve) => setTimeout(() => resolve(!this.#stopped), ms));
  }

  #giveUp(shardId: string, records: StreamRecord[], condition: GivenUp, tries: number): void {
    const { functionName, onFailure, sourceArn } = this.#spec;
    this.#host.logs.error(functionName, `${records.length} stream records given up: ${condition}`);
    if (onFailure === undefined) return;
    const time = (record: StreamRecord | undefined) =>
      new Date((record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
    const message = {
      requestContext: {
        requestId: randomUUID(),
        functionArn: this.#host.pool.spec.arn,
        condition,
        approximateInvokeCount: tries,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: new Date(this.#host.now()).toISOString(),
      DDBStreamBatchInfo: {
        shardId,
        startSequenceNumber: records[0]?.dynamodb.SequenceNumber,
        endSequenceNumber: records.at(-1)?.dynamodb.SequenceNumber,
        approximateArrivalOfFirstRecord: time(records[0]),
        approximateArrivalOfLastRecord: time(records.at(-1)),
        batchSize: records.length,
        streamArn: sourceArn,
      },
    };
    this.#host.queues.get(onFailure, functionName).send([{ body: JSON.stringify(message) }]);
  }
}
