/** A stream of numbers that a seed and a name decide; streams of other names do not move when one is used more. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: number, stream: string) {
    let hash = 2_166_136_261 ^ seed;
    for (let index = 0; index < stream.length; index += 1)
      hash = Math.imul(hash ^ stream.charCodeAt(index), 16_777_619);
    this.#a = hash >>> 0;
    this.#b = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
    this.#c = (hash ^ (seed * 2_654_435_761)) >>> 0;
    this.#d = 1;
    for (let round = 0; round < 12; round += 1) this.next();
  }

  /** A number in [0, 1). The generator is sfc32. */
  next(): number {
    const sum = (this.#a + this.#b + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  }

  /** True with this chance. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number from `low` to `high`, both possible. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** One of these. */
  pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.next() * choices.length)] as T;
  }

  /** These in another order. */
  shuffled<T>(values: readonly T[]): T[] {
    const out = [...values];
    for (let index = out.length - 1; index > 0; index -= 1) {
      const other = Math.floor(this.next() * (index + 1));
      [out[index], out[other]] = [out[other] as T, out[index] as T];
    }
    return out;
  }
}
