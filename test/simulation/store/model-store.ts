/**
 * A model of DynamoDB for the simulator: the real wire input goes in, the real expression strings are evaluated, and what
 * comes out is what DynamoDB would answer (`npm run sim:differential` holds it to two real engines; where they differ,
 * differences.md says why).
 *
 * - `new ModelStore(specs, { now })`: `specOf(creation, ttl)` in spec.ts makes a spec of what CreateTable takes
 *   (`tableSpec(resource).creation` and `.ttl` of local/tables.ts); `now` is virtual time in milliseconds.
 * - `call(operation, input)` answers at once, or throws a `StoreRefusal` (`name`, `message`, `body` for an `AwsError` with
 *   status 400). Items in replies and changes belong to the store: look at them, never change them. The store keeps parts
 *   of the input, so hand in what nobody changes afterwards (`send` encodes afresh each time).
 * - `onCommit(listener)`: hears the changes of one call at once (a transaction is one call; a BatchWriteItem is as many as
 *   it has writes). Writes that change nothing are not told, as with streams.
 * - `indexDelayMs`: from now on indexes follow their table that much later.
 * - `expire()`: removes what its TTL attribute says, as DynamoDB would some time after.
 * - `itemsOf`, `hashOf`: the state of a table, sorted; `snapshot` and `restore`: cheap, they share what did not change.
 * - Conflicts, throttles, lost replies and slow ones are the world's: it does not call, or does not hand the reply on.
 */
import { createHash } from 'node:crypto';
import { batchGet, batchWrite } from './batches.ts';
import { type CommitListener, Core } from './core.ts';
import { placeOf } from './keys.ts';
import { query, scan } from './query.ts';
import { deleteItem, getItem, putItem, type Reply, updateItem } from './single.ts';
import type { TableSpec } from './spec.ts';
import type { Table, TableCopy } from './table.ts';
import { type Done, Tokens, transactGet, transactWrite } from './transactions.ts';
import type { Item } from './values.ts';

/** What a store needs from its world. */
export interface StoreOptions {
  /** Virtual time in milliseconds. */
  now: () => number;
}

/** A moment of a store. Opaque; good for any number of restores. */
export interface Snapshot {
  tables: Map<string, TableCopy>;
  tokens: ReadonlyMap<string, Done>;
  sequence: number;
}

type Operation = (core: Core, input: never) => Reply;

const OPERATIONS: Record<string, Operation> = {
  GetItem: getItem,
  PutItem: putItem,
  UpdateItem: updateItem,
  DeleteItem: deleteItem,
  Query: query,
  Scan: scan,
  BatchGetItem: batchGet,
  BatchWriteItem: batchWrite,
  TransactGetItems: transactGet,
};

/** Items as one text, names sorted, so that equal states look alike. */
function canonical(node: unknown): string {
  if (node === null || typeof node !== 'object') return JSON.stringify(node);
  if (Array.isArray(node)) return `[${node.map(canonical).join(',')}]`;
  const entries = Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${canonical(value)}`).join(',')}}`;
}

/** DynamoDB, in memory and in virtual time. */
export class ModelStore {
  readonly #core: Core;
  readonly #tokens = new Tokens();

  constructor(specs: readonly TableSpec[], options: StoreOptions) {
    this.#core = new Core(specs, options.now);
  }

  /** Carries out one operation on wire input. Throws a `StoreRefusal`. */
  call(operation: string, input: unknown): Reply {
    if (operation === 'TransactWriteItems') return transactWrite(this.#core, this.#tokens, input as object);
    const carryOut = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined;
    if (!carryOut) throw new Error(`the model store does not know ${operation}`);
    return carryOut(this.#core, input as never);
  }

  onCommit(listener: CommitListener): void {
    this.#core.listeners.push(listener);
  }

  get indexDelayMs(): number {
    return this.#core.indexDelayMs;
  }

  set indexDelayMs(milliseconds: number) {
    this.#core.indexDelayMs = milliseconds;
  }

  get tables(): TableSpec[] {
    return [...this.#core.tables.values()].map(({ spec }) => spec);
  }

  /** Every item of a table, by partition and sort key. */
  itemsOf(table: string): Item[] {
    return this.#core.table(table).items();
  }

  /** A hash of a table's items, of those that `counts` where it is given. */
  hashOf(table: string, counts: (item: Item) => boolean = () => true): string {
    const hash = createHash('sha256');
    for (const item of this.itemsOf(table)) if (counts(item)) hash.update(canonical(item));
    return hash.digest('hex');
  }

  /** Removes the items whose time has come; answers how many. */
  expire(): number {
    const seconds = Math.floor(this.#core.now() / 1000);
    return [...this.#core.tables.values()].reduce((sum, table) => sum + this.#expireIn(table, seconds), 0);
  }

  #expireIn(table: Table, seconds: number): number {
    const { ttl } = table.spec;
    if (ttl === undefined) return 0;
    const gone = table.items().filter((item) => Number(item[ttl]?.N ?? Infinity) < seconds);
    for (const before of gone)
      this.#core.apply([{ table, place: placeOf(before, table.spec), before, after: undefined }], true);
    return gone.length;
  }

  snapshot(): Snapshot {
    return {
      tables: new Map([...this.#core.tables].map(([name, table]) => [name, table.snapshot()])),
      tokens: this.#tokens.snapshot(),
      sequence: this.#core.sequence,
    };
  }

  restore(snapshot: Snapshot): void {
    for (const [name, copy] of snapshot.tables) this.#core.table(name).restore(copy);
    this.#tokens.restore(snapshot.tokens);
    this.#core.sequence = snapshot.sequence;
  }
}
