interface Bucket {
  left: number;
  at: number;
  /** The second that is being counted, and what was taken in it. */
  second: number;
  taken: number;
}

/** Token buckets by name: each fills with so many tokens a second and holds as many. */
export class Buckets {
  readonly #rate: number;
  readonly #buckets = new Map<string, Bucket>();
  #hottest = { partition: '', units: 0 };

  constructor(rate: number) {
    this.#rate = rate;
  }

  /** The name from which most was taken within one second, and how much. */
  get hottest(): { partition: string; units: number } {
    return this.#hottest;
  }

  /** True when nothing is left at `now`, in milliseconds. */
  isEmpty(name: string, now: number): boolean {
    const bucket = this.#buckets.get(name);
    return bucket !== undefined && this.#filled(bucket, now).left <= 0;
  }

  /** Takes tokens; what is taken beyond the last one has to fill up again first. */
  take(name: string, units: number, now: number): void {
    const second = Math.floor(now / 1_000);
    const known = this.#buckets.get(name) ?? { left: this.#rate, at: now, second, taken: 0 };
    const bucket = this.#filled(known, now);
    bucket.left -= units;
    if (bucket.second !== second) Object.assign(bucket, { second, taken: 0 });
    bucket.taken += units;
    this.#buckets.set(name, bucket);
    if (bucket.taken > this.#hottest.units) this.#hottest = { partition: name, units: bucket.taken };
  }

  #filled(bucket: Bucket, now: number): Bucket {
    bucket.left = Math.min(this.#rate, bucket.left + ((now - bucket.at) * this.#rate) / 1_000);
    bucket.at = now;
    return bucket;
  }
}
