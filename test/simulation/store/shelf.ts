import type { Place } from './keys.ts';
import type { Item } from './values.ts';

/** An item in its partition. `id` sets items apart that sort alike, which happens in indexes only. */
export interface Entry {
  sort: string;
  id: string;
  item: Item;
}

/** Where to look in a partition. */
export type Position = Pick<Entry, 'sort' | 'id'>;

interface Partition {
  /** The snapshots taken when it was last written; an older one is copied before it is changed. */
  age: number;
  entries: Entry[];
}

const isBefore = (a: Position, b: Position): boolean => (a.sort === b.sort ? a.id < b.id : a.sort < b.sort);

/** The first place in `entries` that is not before `position`. */
export function lowest(entries: readonly Entry[], position: Position): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(entries[middle] as Entry, position)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What a snapshot keeps of a shelf. */
export type ShelfCopy = ReadonlyMap<string, Partition>;

/** Items by partition, each partition sorted. Snapshots share what did not change since. */
export class Shelf {
  #partitions = new Map<string, Partition>();
  #age = 0;

  /** The entries of one partition in order; not to be changed. */
  entries(partition: string): readonly Entry[] {
    return this.#partitions.get(partition)?.entries ?? [];
  }

  get(place: Place, id = ''): Item | undefined {
    const entries = this.#partitions.get(place.partition)?.entries;
    if (!entries) return undefined;
    const position = { sort: place.sort, id };
    const entry = entries[lowest(entries, position)];
    return entry && entry.sort === position.sort && entry.id === id ? entry.item : undefined;
  }

  #own(name: string): Partition {
    const known = this.#partitions.get(name);
    if (known?.age === this.#age) return known;
    const own = { age: this.#age, entries: known ? [...known.entries] : [] };
    this.#partitions.set(name, own);
    return own;
  }

  set(place: Place, item: Item, id = ''): void {
    const { entries } = this.#own(place.partition);
    const entry = { sort: place.sort, id, item };
    const at = lowest(entries, entry);
    const there = entries[at];
    const same = there !== undefined && there.sort === entry.sort && there.id === id;
    if (same) entries[at] = entry;
    else if (at === entries.length) entries.push(entry);
    else entries.splice(at, 0, entry);
  }

  delete(place: Place, id = ''): void {
    const { entries } = this.#own(place.partition);
    const at = lowest(entries, { sort: place.sort, id });
    const there = entries[at];
    if (there && there.sort === place.sort && there.id === id) entries.splice(at, 1);
    if (entries.length === 0) this.#partitions.delete(place.partition);
  }

  /** All partitions, sorted by name. */
  partitions(): [string, readonly Entry[]][] {
    return [...this.#partitions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { entries }]) => [name, entries]);
  }

  snapshot(): ShelfCopy {
    this.#age += 1;
    return new Map(this.#partitions);
  }

  restore(copy: ShelfCopy): void {
    this.#age += 1;
    this.#partitions = new Map(copy);
  }
}
