import type { TableSpec } from '../../../local/tables.ts';
import type { Commit, Item } from '../contract.ts';
import { ModelStore } from '../store/model-store.ts';
import { StoreRefusal } from '../store/refusal.ts';
import { type Creation, specOf } from '../store/spec.ts';
import type { Code } from './code.ts';
import type { Core } from './core.ts';
import type { Environment } from './environment.ts';
import { Stale } from './stale.ts';

type Values = Record<string, unknown>;

const LONGEST_INDEX_LAG_MS = 3_000;

/** The tables of the template in the model store, with indexes that lag and batches that come back in part. */
export class SimulatedStore {
  readonly tables: readonly string[];
  onCommit: (commit: Commit) => void = () => undefined;
  /** Whether it knows no transaction again by its token, as an engine that was killed. */
  isForgetful = false;
  readonly #core: Core;
  readonly #code: Code;
  readonly #store: ModelStore;
  readonly #stale = new Stale();
  readonly #reads = new Set(['GetItem', 'BatchGetItem']);
  #by: Environment | undefined;
  #isSecret = false;
  #sequence = 0;

  constructor(core: Core, code: Code, tables: readonly TableSpec[]) {
    this.#core = core;
    this.#code = code;
    const specs = tables.map(({ creation, ttl }) => specOf(creation as unknown as Creation, ttl));
    this.#store = new ModelStore(specs, { now: () => core.now });
    this.tables = tables.map(({ name }) => name);
    this.#store.onCommit((changes) => this.#hear(changes));
  }

  /** One operation of an environment's code; throws `AwsError`. `isPartly` does half of a batch. */
  call(by: Environment, operation: string, input: Values, isPartly = false): unknown {
    const { faults } = this.#core;
    this.#by = by;
    this.#store.indexDelayMs = faults.stopped ? 0 : faults.rates['index-lag'] * LONGEST_INDEX_LAG_MS;
    try {
      if (operation === 'BatchGetItem' && (isPartly || faults.strikes('unprocessed-keys')))
        return this.#halfBatch(input);
      if (operation === 'BatchWriteItem' && (isPartly || faults.strikes('unprocessed-items')))
        return this.#halfWrite(input);
      const reply = this.#store.call(operation, this.#remembered(operation, input));
      if (!this.#reads.has(operation) || !faults.strikes('stale-read')) return reply;
      return this.#stale.reply(operation, input, reply, this.#core.now);
    } catch (error) {
      if (!(error instanceof StoreRefusal)) throw error;
      throw new this.#code.AwsError(error.name, error.message, 400, error.body);
    }
  }

  /** What is asked, with a token by which the store will know it again, or without. */
  #remembered(operation: string, input: Values): Values {
    if (operation !== 'TransactWriteItems') return input;
    if (!this.isForgetful && !this.#core.faults.strikes('forgotten-token')) return input;
    const { ClientRequestToken: _, ...forgotten } = input;
    return forgotten;
  }

  /** Alters a number behind everybody's back: nobody wrote it, no stream tells of it. Answers what it was. */
  alter(table: string, { pk, sk }: Record<'pk' | 'sk', string>, counter: string, to: number): number {
    const input = {
      TableName: table,
      Key: { pk: { S: pk }, sk: { S: sk } },
      UpdateExpression: 'SET #counter = :to',
      ExpressionAttributeNames: { '#counter': counter },
      ExpressionAttributeValues: { ':to': { N: String(to) } },
      ReturnValues: 'UPDATED_OLD',
    };
    this.#isSecret = true;
    const { Attributes } = this.#store.call('UpdateItem', input) as { Attributes?: Item };
    this.#isSecret = false;
    return Number(Attributes?.[counter]?.N ?? 0);
  }

  itemsOf(table: string): Iterable<Item> {
    return this.#store.itemsOf(table) as unknown as Item[];
  }

  /** The item under a key. */
  itemAt(table: string, pk: string, sk: string): Item | undefined {
    const key = { TableName: table, Key: { pk: { S: pk }, sk: { S: sk } } };
    return (this.#store.call('GetItem', key) as { Item?: Item }).Item;
  }

  /** All tables as text: the same code and the same seed write the same attributes in the same order. */
  text(): string {
    return this.tables.map((table) => JSON.stringify(this.#store.itemsOf(table))).join(' ');
  }

  #hear(changes: readonly unknown[]): void {
    if (this.#isSecret) return;
    this.#sequence += 1;
    const { now } = this.#core;
    const by = this.#by;
    const told = changes as unknown as Commit['changes'];
    const { name = '' } = by?.spec ?? {};
    const clock = now + (by?.shiftMs ?? 0) + (this.#core.faults.stopped ? 0 : (by?.skewMs ?? 0));
    const commit = { at: now, sequence: this.#sequence, changes: told, by: name, clock };
    this.#stale.take(commit);
    this.onCommit(commit);
  }

  /** Answers the first half of what was asked; the rest is unprocessed. */
  #halfBatch(input: Values): unknown {
    const now: Values = {};
    const later: Values = {};
    for (const [table, asked] of Object.entries(input.RequestItems as Record<string, { Keys: unknown[] }>)) {
      const middle = Math.ceil(asked.Keys.length / 2);
      now[table] = { ...asked, Keys: asked.Keys.slice(0, middle) };
      if (middle < asked.Keys.length) later[table] = { ...asked, Keys: asked.Keys.slice(middle) };
    }
    const reply = this.#store.call('BatchGetItem', { ...input, RequestItems: now });
    return { ...reply, UnprocessedKeys: later };
  }

  /** Writes the first half of what was asked; the rest, and a single one at all, is unprocessed. */
  #halfWrite(input: Values): unknown {
    const halves = Object.entries(input.RequestItems as Record<string, unknown[]>).map(([table, entries]) => {
      const middle = Math.floor(entries.length / 2);
      return { table, now: entries.slice(0, middle), later: entries.slice(middle) };
    });
    const now = halves.filter((half) => half.now.length > 0).map((half) => [half.table, half.now]);
    if (now.length > 0) this.#store.call('BatchWriteItem', { ...input, RequestItems: Object.fromEntries(now) });
    return { UnprocessedItems: Object.fromEntries(halves.map(({ table, later }) => [table, later])) };
  }
}
