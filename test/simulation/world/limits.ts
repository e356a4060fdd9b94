import type { Change } from '../contract.ts';
import { Buckets } from './buckets.ts';
import type { Code } from './code.ts';
import type { Core } from './core.ts';

type Values = Record<string, unknown>;
type Write = { TableName: string; Item?: Attributes; Key?: Attributes; ExpressionAttributeValues?: Attributes };
type Attributes = Record<string, { S?: string; N?: string }>;

/** What one DynamoDB partition does in a second. */
const WRITES_A_SECOND = 1_000;
const READS_A_SECOND = 3_000;
/** What a transaction takes: some time, and some more for each of its actions. Its items are its own meanwhile. */
const TRANSACTION_MS = 3;
const ACTION_MS = 0.16;

const INDEX_KEYS = ['gsi1pk', 'gsi2pk'] as const;

const textOf = (value: { S?: string; N?: string } | undefined): string => value?.S ?? value?.N ?? '';

function keyOf({ Item, Key }: Write): Attributes {
  return (Key ?? Item ?? {}) as Attributes;
}

/** The partitions that a write goes to, as far as its input says: the table's, and those of indexes it is put into. */
function partitionsOf(write: Write): string[] {
  const given = { ...write.ExpressionAttributeValues, ...write.Item };
  const indexed = INDEX_KEYS.map((name) => textOf(given[name] ?? given[`:${name}`])).filter((value) => value !== '');
  return [
    `${write.TableName}|${textOf(keyOf(write).pk)}`,
    ...indexed.map((value) => `${write.TableName}|index|${value}`),
  ];
}

const nameOf = (write: Write): string => `${write.TableName}|${textOf(keyOf(write).pk)}|${textOf(keyOf(write).sk)}`;

const writesIn = (input: Values): Write[] =>
  ((input.TransactItems ?? []) as Record<string, Write>[]).map((action) => Object.values(action)[0] as Write);

const unitsOf = (item: object | undefined): number =>
  item ? Math.ceil((JSON.stringify(item).length * 0.8) / 1_024) : 1;

/**
 * DynamoDB's limits: what one partition of a table or index does in a second, and transactions that meet at an item. Reads
 * and writes beyond the first are throttled; of transactions that meet, the later one is cancelled.
 */
export class Limits {
  readonly #core: Core;
  readonly #code: Code;
  readonly #writes: Buckets;
  readonly #reads: Buckets;
  readonly #locks = new Map<string, number>();
  #factor = 1;

  constructor(core: Core, code: Code) {
    this.#core = core;
    this.#code = code;
    this.#writes = new Buckets(WRITES_A_SECOND);
    this.#reads = new Buckets(READS_A_SECOND);
  }

  /** Lets an operation through, or throws what DynamoDB would; answers how long it takes at the least. */
  admit(operation: string, input: Values): number {
    if (operation === 'TransactWriteItems') return this.#transaction(writesIn(input));
    if (/^(Put|Update|Delete)Item$/.test(operation)) this.#single(input as unknown as Write);
    if (operation === 'GetItem') this.#read(`${input.TableName}|${textOf((input.Key as Attributes).pk)}`);
    if (operation === 'BatchGetItem') this.#batch(input);
    return 0;
  }

  /** Takes what a call wrote off the partitions it wrote to. */
  charge(changes: readonly Change[]): void {
    for (const { table, key, before, after } of changes) {
      const size = Math.max(unitsOf(before), unitsOf(after)) * this.#factor;
      this.#take(`${table}|${textOf(key.pk)}`, size);
      for (const name of INDEX_KEYS) {
        const [was, is] = [textOf(before?.[name]), textOf(after?.[name])];
        if (was === is && before?.[name.replace('pk', 'sk')] === after?.[name.replace('pk', 'sk')]) continue;
        for (const value of [was, is]) if (value !== '') this.#take(`${table}|index|${value}`, 1);
      }
    }
  }

  /** The partition that took most in one second, and how much. */
  get hottest(): { partition: string; units: number } {
    return this.#writes.hottest;
  }

  #take(partition: string, units: number): void {
    this.#writes.take(partition, units, this.#core.now);
    this.#core.count('write units', units);
  }

  #isBusy(write: Write): boolean {
    return partitionsOf(write).some((partition) => this.#writes.isEmpty(partition, this.#core.now));
  }

  #transaction(writes: Write[]): number {
    this.#factor = 2;
    const { now } = this.#core;
    const conflicts = writes.map((write) => (this.#locks.get(nameOf(write)) ?? 0) > now);
    if (conflicts.includes(true)) throw this.#cancelled(conflicts, 'TransactionConflict');
    const busy = writes.map((write) => this.#isBusy(write));
    if (busy.includes(true)) throw this.#cancelled(busy, 'ThrottlingError');
    const lasts = TRANSACTION_MS + ACTION_MS * writes.length;
    for (const write of writes) this.#locks.set(nameOf(write), now + lasts);
    if (this.#locks.size > 50_000) for (const [name, until] of this.#locks) if (until <= now) this.#locks.delete(name);
    return lasts;
  }

  #cancelled(marks: boolean[], reason: string): Error {
    this.#core.count(reason);
    const CancellationReasons = marks.map((isMarked) => ({ Code: isMarked ? reason : 'None' }));
    return new this.#code.AwsError('TransactionCanceledException', reason, 400, { CancellationReasons });
  }

  #single(write: Write): void {
    this.#factor = 1;
    if ((this.#locks.get(nameOf(write)) ?? 0) > this.#core.now)
      throw new this.#code.AwsError('TransactionConflictException', 'in a transaction', 400, {});
    if (this.#isBusy(write)) this.#throttle();
  }

  #throttle(): never {
    this.#core.count('throttled');
    throw new this.#code.AwsError('ProvisionedThroughputExceededException', 'partition', 400, {});
  }

  #read(partition: string): void {
    if (this.#reads.isEmpty(partition, this.#core.now)) this.#throttle();
    this.#reads.take(partition, 1, this.#core.now);
  }

  #batch(input: Values): void {
    for (const [table, { Keys }] of Object.entries(input.RequestItems as Record<string, { Keys: Attributes[] }>))
      for (const key of Keys) this.#read(`${table}|${textOf(key.pk)}`);
  }
}
