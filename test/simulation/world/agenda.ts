type Entry = { at: number; sequence: number; act: () => void };

const isBefore = (one: Entry, other: Entry): boolean =>
  one.at < other.at || (one.at === other.at && one.sequence < other.sequence);

/** What is to happen, by virtual time and then in the order it was planned. A binary heap. */
export class Agenda {
  /** The virtual time, in milliseconds since 1970. */
  now: number;
  readonly #heap: Entry[] = [];
  #sequence = 0;

  constructor(start: number) {
    this.now = start;
  }

  /** How many acts are planned. */
  get size(): number {
    return this.#heap.length;
  }

  /** Plans `act` for `delayMs` from now. */
  in(delayMs: number, act: () => void): void {
    this.#sequence += 1;
    const entry = { at: this.now + Math.max(0, Math.floor(delayMs)), sequence: this.#sequence, act };
    let index = this.#heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = this.#heap[parent] as Entry;
      if (!isBefore(entry, above)) break;
      this.#heap[index] = above;
      index = parent;
    }
    this.#heap[index] = entry;
  }

  /** Takes the next act, if it is due by `until`, and moves the time on. */
  take(until: number): (() => void) | undefined {
    const first = this.#heap[0];
    if (first === undefined || first.at > until) return undefined;
    const last = this.#heap.pop() as Entry;
    if (this.#heap.length > 0) this.#sink(last);
    this.now = first.at;
    return first.act;
  }

  #sink(entry: Entry): void {
    const heap = this.#heap;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Entry, heap[child] as Entry)) child += 1;
      const below = heap[child] as Entry;
      if (!isBefore(below, entry)) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = entry;
  }
}
