/** Everything that happened, as a hash over its lines; the lines themselves only where somebody wants to read them. */
export class Trace {
  readonly lines: string[] = [];
  readonly #keeps: boolean;
  #high = 0xdeadbeef;
  #low = 0x41c6ce57;

  constructor(keeps: boolean) {
    this.#keeps = keeps;
  }

  /** Adds a line. */
  add(line: string): void {
    this.mix(line);
    if (this.#keeps) this.lines.push(line);
  }

  /** Adds to the hash what nobody reads. */
  mix(line: string): void {
    let high = this.#high;
    let low = this.#low;
    for (let index = 0; index < line.length; index += 1) {
      const unit = line.charCodeAt(index);
      high = Math.imul(high ^ unit, 2_654_435_761);
      low = Math.imul(low ^ unit, 1_597_334_677);
    }
    this.#high = high ^ (low >>> 13);
    this.#low = low ^ (high >>> 16);
  }

  /** The hash of all lines so far. */
  get hash(): string {
    return (this.#high >>> 0).toString(16).padStart(8, '0') + (this.#low >>> 0).toString(16).padStart(8, '0');
  }
}
