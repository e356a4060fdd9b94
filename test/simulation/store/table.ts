import { type Place, placeInIndex } from './keys.ts';
import { Shelf, type ShelfCopy } from './shelf.ts';
import type { IndexSpec, TableSpec } from './spec.ts';
import type { Item } from './values.ts';

/** A change that indexes have not shown yet. */
interface Unseen {
  at: number;
  place: Place;
  before: Item | undefined;
  after: Item | undefined;
}

/** What a snapshot keeps of a table. */
export interface TableCopy {
  items: ShelfCopy;
  indexes: ShelfCopy[];
  unseen: Unseen[];
}

const idOf = (place: Place): string => `${place.partition}\u0000${place.sort}`;

/** One table: its items, and its indexes as far as they have followed. */
export class Table {
  readonly spec: TableSpec;
  /** Names of the key attributes. */
  readonly keyNames: string[];
  readonly #items = new Shelf();
  readonly #indexes: { spec: IndexSpec; shelf: Shelf }[];
  #unseen: Unseen[] = [];

  constructor(spec: TableSpec) {
    this.spec = spec;
    this.keyNames = [spec.partition.name, ...(spec.sort ? [spec.sort.name] : [])];
    this.#indexes = spec.indexes.map((index) => ({ spec: index, shelf: new Shelf() }));
  }

  get(place: Place): Item | undefined {
    return this.#items.get(place);
  }

  /** Puts `after` in its place, or clears it; indexes follow with the next {@link follow}. */
  change(place: Place, after: Item | undefined, at: number): void {
    const before = this.#items.get(place);
    if (after) this.#items.set(place, after);
    else if (before) this.#items.delete(place);
    if (this.#indexes.length > 0) this.#unseen.push({ at, place, before, after });
  }

  /** Lets the indexes show all changes made at `until` or before. */
  follow(until: number): void {
    if (this.#unseen.length === 0) return;
    let count = 0;
    for (const change of this.#unseen) {
      if (change.at > until) break;
      for (const index of this.#indexes) this.#show(index, change);
      count += 1;
    }
    if (count > 0) this.#unseen = this.#unseen.slice(count);
  }

  #show({ spec, shelf }: { spec: IndexSpec; shelf: Shelf }, { place, before, after }: Unseen): void {
    const from = before && placeInIndex(before, spec);
    const to = after && placeInIndex(after, spec);
    const id = idOf(place);
    const moved = from && (!to || from.partition !== to.partition || from.sort !== to.sort);
    if (moved) shelf.delete(from, id);
    if (to && after) shelf.set(to, after, id);
  }

  /** The table's items, or an index as it stands, with what it is. */
  shelf(index?: string): { spec: TableSpec | IndexSpec; shelf: Shelf } | undefined {
    if (index === undefined) return { spec: this.spec, shelf: this.#items };
    return this.#indexes.find(({ spec }) => spec.name === index);
  }

  /** Every item, by partition and sort key. */
  items(): Item[] {
    return this.#items.partitions().flatMap(([, entries]) => entries.map(({ item }) => item));
  }

  snapshot(): TableCopy {
    const indexes = this.#indexes.map(({ shelf }) => shelf.snapshot());
    return { items: this.#items.snapshot(), indexes, unseen: [...this.#unseen] };
  }

  restore(copy: TableCopy): void {
    this.#items.restore(copy.items);
    for (const [at, { shelf }] of this.#indexes.entries()) shelf.restore(copy.indexes[at] ?? new Map());
    this.#unseen = [...copy.unseen];
  }
}
