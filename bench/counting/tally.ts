/** Counts by name. */
export class Tally {
  #counts = new Map<string, number>();

  add(name: string, count = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + count);
  }

  clear(): void {
    this.#counts.clear();
  }

  /** Names with a count other than 0, in the order of the alphabet. */
  entries(): Record<string, number> {
    const counted = [...this.#counts].filter(([, count]) => count !== 0);
    return Object.fromEntries(counted.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
