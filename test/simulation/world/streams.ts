import type { StreamMappingSpec } from '../../../local/mapping-spec.ts';
import type { Change } from '../contract.ts';
import type { Core } from './core.ts';
import type { Lambda, Outcome } from './lambda.ts';
import type { Queues } from './queues.ts';
import { leftOf, nameOfChange, parked, pointerTo, SHARDS, type StreamRecord, shardOf } from './stream-record.ts';

interface Shard {
  spec: StreamMappingSpec;
  name: string;
  records: StreamRecord[];
  isBusy: boolean;
  /** What comes before whatever comes next. */
  next?: StreamRecord;
}

type Batch = { records: StreamRecord[]; tries: number };

/** What is deadly is so young still that it is tried for a while; it comes after this even if nothing else does. */
const LEFT_MS = 30_000;
const NEXT_MS = 600_000;
/** What a function takes to die over a record. */
const DYING_MS = 500;

/** DynamoDB Streams with their pollers: in order per key, batches, bisecting, retries and the place for what is given up. */
export class Streams {
  /** True while nobody can read streams. */
  isGone = false;
  readonly #core: Core;
  readonly #lambda: Lambda;
  readonly #queues: Queues;
  readonly #shards = new Map<string, Shard[]>();
  readonly #deadly = new Set<StreamRecord>();

  constructor(core: Core, lambda: Lambda, queues: Queues, mappings: readonly StreamMappingSpec[]) {
    this.#core = core;
    this.#lambda = lambda;
    this.#queues = queues;
    for (const spec of mappings) {
      const shards = Array.from({ length: SHARDS }, (_, index) => ({
        spec,
        name: `shard-${spec.table}-${index}`,
        records: [],
        isBusy: false,
      }));
      this.#shards.set(spec.table, [...(this.#shards.get(spec.table) ?? []), ...shards]);
    }
  }

  get #all(): Shard[] {
    return [...this.#shards.values()].flat();
  }

  /** How many records wait. */
  get backlog(): number {
    return this.#all.reduce((sum, { records }) => sum + records.length, 0);
  }

  /** The streams can be read again. */
  return(): void {
    this.isGone = false;
    for (const shard of this.#all) this.#poll(shard);
  }

  /** Takes the changes of one commit. */
  append(changes: readonly Change[], sequence: number): void {
    changes.forEach((change, index) => {
      const shards = this.#shards.get(change.table);
      if (shards === undefined) return;
      const number = shardOf(String((change.key.pk as { S?: string }).S));
      for (let at = number; at < shards.length; at += SHARDS) {
        const shard = shards[at] as Shard;
        const record = this.#record(shard, change, String(sequence * 1_000 + index).padStart(21, '0'));
        if (shard.spec.accepts(record)) this.#put(shard, record);
      }
    });
  }

  /** Everybody who hears a stream. */
  get listeners(): StreamMappingSpec[] {
    return [...new Set(this.#all.map(({ spec }) => spec))];
  }

  /** Puts a record before one listener, whatever its filter; answers what is left of it when it is parked. */
  plant(listener: StreamMappingSpec, change: Change, number: number): string {
    const shard = this.#shards.get(listener.table)?.find(({ spec }) => spec === listener) as Shard;
    const record = this.#record(shard, change, String(1e15 + number));
    this.#put(shard, record);
    return parked(record);
  }

  /** Puts a record before what comes next in each shard that its listener dies over; answers what is left when it is given up. */
  plantDeadly(listener: StreamMappingSpec, change: Change, number: number): string[] {
    const shards = this.#shards.get(listener.table)?.filter(({ spec }) => spec === listener) ?? [];
    return shards.map((shard) => {
      const record = this.#record(shard, change, String(2e15 + number));
      this.#deadly.add(record);
      shard.next = record;
      this.#core.in(NEXT_MS, () => this.#put(shard));
      return pointerTo(shard.name, [record.dynamodb.SequenceNumber]);
    });
  }

  #put(shard: Shard, record?: StreamRecord): void {
    const { next, records, spec } = shard;
    delete shard.next;
    if (next) {
      next.dynamodb.ApproximateCreationDateTime = (this.#core.now + LEFT_MS - spec.maximumAgeMs) / 1_000;
      records.push(next);
    }
    if (record) records.push(record);
    this.#poll(shard);
  }

  #record({ spec, name }: Shard, change: Change, SequenceNumber: string): StreamRecord {
    return {
      eventID: `${name}-${SequenceNumber}`,
      eventName: nameOfChange(change),
      eventSource: 'aws:dynamodb',
      eventSourceARN: spec.sourceArn,
      awsRegion: 'us-east-1',
      dynamodb: {
        Keys: change.key,
        ...(change.after && { NewImage: change.after }),
        ...(change.before && { OldImage: change.before }),
        SequenceNumber,
        ApproximateCreationDateTime: Math.floor(this.#core.now / 1000),
      },
    };
  }

  #poll(shard: Shard): void {
    if (shard.isBusy || this.isGone || shard.records.length === 0) return;
    const { faults } = this.#core;
    shard.isBusy = true;
    const late = faults.strikes('late-delivery') ? faults.measure('late-delivery') * 30_000 : 0;
    this.#core.in(shard.spec.windowMs + this.#core.delay(50, 400) + late, () => {
      const records = shard.records.slice(0, shard.spec.batchSize);
      this.#work(shard, [{ records, tries: 0 }], () => {
        shard.records.splice(0, records.length);
        shard.isBusy = false;
        this.#poll(shard);
      });
    });
  }

  /** Works batches off one after the other, then calls `done`. */
  #work(shard: Shard, batches: Batch[], done: () => void): void {
    const [batch, ...rest] = batches;
    if (batch === undefined) {
      done();
      return;
    }
    const settle = (outcome: Outcome): void => {
      const left = leftOf(shard.spec, batch.records, outcome);
      if (left.length === 0) this.#work(shard, rest, done);
      else
        this.#again(shard, { records: left, tries: batch.tries + 1 }, (next) =>
          this.#work(shard, [...next, ...rest], done),
        );
    };
    if (batch.records.some((record) => this.#deadly.has(record)))
      this.#core.in(DYING_MS, () => settle({ kind: 'killed' }));
    else this.#lambda.invoke(shard.spec.functionName, { Records: batch.records }, settle);
  }

  #again(shard: Shard, batch: Batch, go: (next: Batch[]) => void): void {
    const { spec } = shard;
    const { records, tries } = batch;
    const age = this.#core.now - (records[0]?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000;
    if (tries > spec.maximumRetries || age > spec.maximumAgeMs) {
      this.#giveUp(shard, records);
      go([]);
      return;
    }
    this.#core.in(Math.min(10_000, 100 * 2 ** (tries - 1)), () => {
      if (!spec.bisects || records.length === 1) {
        go([batch]);
        return;
      }
      const middle = Math.ceil(records.length / 2);
      // Splitting does not use up tries: a bad record is tried to its limit alone.
      go([
        { records: records.slice(0, middle), tries: 0 },
        { records: records.slice(middle), tries: 0 },
      ]);
    });
  }

  #giveUp({ spec, name }: Shard, records: StreamRecord[]): void {
    this.#core.note(`${name} gives up ${records.length}`);
    this.#core.count('stream records given up', records.length);
    const numbers = records.map(({ dynamodb }) => dynamodb.SequenceNumber);
    if (spec.onFailure) this.#queues.send(spec.onFailure, pointerTo(name, numbers));
  }
}
