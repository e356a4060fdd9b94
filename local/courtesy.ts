/**
 * Lets those go first whom somebody waits for. In AWS a campaign or a consumer has capacity of its own; here everything shares
 * one engine and two cores. While people wait, background calls to the engine go one after the other and with rests, so that
 * a person's call seldom finds the engine busy; while nobody waits they go side by side.
 */
export class Courtesy {
  readonly #now: () => number;
  #attended = 0;
  #lastLeftAt = Number.NEGATIVE_INFINITY;
  #running = 0;
  #rest: NodeJS.Timeout | undefined;
  readonly #waiting: (() => void)[] = [];

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Somebody waits from now on, until the function that it answers is called. */
  attend(): () => void {
    this.#attended += 1;
    return () => {
      this.#attended -= 1;
      this.#lastLeftAt = this.#now();
    };
  }

  /** Does a piece of background work when its turn has come. */
  async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#mayBegin()) this.#running += 1;
    else await new Promise<void>((begin) => this.#waiting.push(begin));
    const from = this.#now();
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#restAfter(this.#now() - from);
    }
  }

  /** Whoever has just been served may well come again at once. */
  get #isBusy(): boolean {
    return this.#attended > 0 || this.#now() - this.#lastLeftAt < HOLD_MS;
  }

  #mayBegin(): boolean {
    return this.#rest === undefined && this.#running < (this.#isBusy ? 1 : CALM_WIDTH);
  }

  #restAfter(workedMs: number): void {
    if (this.#rest !== undefined) return;
    if (!this.#isBusy) {
      this.#next();
      return;
    }
    this.#rest = setTimeout(
      () => {
        this.#rest = undefined;
        this.#next();
      },
      Math.min(LONGEST_REST_MS, workedMs * REST),
    );
  }

  #next(): void {
    while (this.#waiting.length > 0 && this.#mayBegin()) {
      const begin = this.#waiting.shift();
      this.#running += 1;
      begin?.();
      if (this.#isBusy) return;
    }
  }
}

const HOLD_MS = 100;
const CALM_WIDTH = 8;
// A fifth of the engine's time is for the background while people wait; longer than this nothing rests.
const REST = 4;
const LONGEST_REST_MS = 40;
