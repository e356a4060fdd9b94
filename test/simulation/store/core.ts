import { isSameItem } from './compare.ts';
import type { Place } from './keys.ts';
import { keyOf } from './keys.ts';
import { invalid, StoreRefusal } from './refusal.ts';
import type { TableSpec } from './spec.ts';
import { Table } from './table.ts';
import type { Item } from './values.ts';

/** One item's change as a stream tells it. */
export interface Change {
  table: string;
  key: Item;
  before: Item | undefined;
  after: Item | undefined;
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  /** Rises with every change of the store. */
  sequence: number;
  /** Whether the store itself removed it because its time had come. */
  expired?: boolean;
}

/** An item's change on its way into its table. */
export interface Write {
  table: Table;
  place: Place;
  before: Item | undefined;
  after: Item | undefined;
}

/** Hears what one call committed: all of it, once. */
export type CommitListener = (changes: readonly Change[]) => void;

const nameOf = (before: Item | undefined, after: Item | undefined): Change['eventName'] => {
  if (before === undefined) return 'INSERT';
  return after === undefined ? 'REMOVE' : 'MODIFY';
};

/** The tables, and the one way in which they change. */
export class Core {
  readonly tables = new Map<string, Table>();
  readonly listeners: CommitListener[] = [];
  readonly now: () => number;
  /** How long indexes lag behind their table. */
  indexDelayMs = 0;
  sequence = 0;

  constructor(specs: readonly TableSpec[], now: () => number) {
    for (const spec of specs) this.tables.set(spec.name, new Table(spec));
    this.now = now;
  }

  /** The table of that name, or the refusal DynamoDB gives where there is none. */
  table(name: unknown): Table {
    if (typeof name !== 'string' || name === '')
      throw invalid(
        "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null",
      );
    const table = this.tables.get(name);
    if (!table) throw new StoreRefusal('ResourceNotFoundException', 'Requested resource not found');
    return table;
  }

  /** Lets indexes follow as far as they should have by now. */
  follow(table: Table): void {
    table.follow(this.now() - this.indexDelayMs);
  }

  /** Carries out what one call writes, all at once, and tells of it. A write that changes nothing is not told. */
  apply(writes: readonly Write[], expired = false): void {
    const changes: Change[] = [];
    const at = this.now();
    for (const { table, place, before, after } of writes) {
      if (before === after || (before && after && isSameItem(before, after))) continue;
      table.change(place, after, at);
      if (this.indexDelayMs === 0) table.follow(at);
      this.sequence += 1;
      changes.push({
        table: table.spec.name,
        key: keyOf((after ?? before) as Item, table.spec),
        before,
        after,
        eventName: nameOf(before, after),
        sequence: this.sequence,
        ...(expired && { expired }),
      });
    }
    if (changes.length > 0) for (const listener of this.listeners) listener(changes);
  }
}
