import type { CallSite, Fate } from '../../world/wire.ts';

/** As often as a call to the store is tried before its run gives up. */
const TRIES = 4;

interface Mishap {
  /** How the function is called, without its stage. */
  name: string;
  operation: string;
  /** The how manieth of these calls in its run. */
  nth: number;
  run?: number;
  triesLeft: number;
}

/** Calls to the store that fail for good, each once, in the next run of a function. */
export class Mishaps {
  #due: Mishap[] = [];

  /** The next run of a function finds the store away at its `nth` call of this operation. */
  awaits(name: string, operation: string, nth = 1): void {
    this.#due.push({ name, operation, nth, triesLeft: TRIES });
  }

  /** What happens to a call. */
  fateOf({ function: name, label, invocation }: CallSite): Fate | undefined {
    const mishap = this.#due.find(
      (one) =>
        name.endsWith(`-${one.name}`) &&
        label === `dynamodb ${one.operation}` &&
        (one.run ?? invocation) === invocation,
    );
    if (!mishap) return undefined;
    mishap.run = invocation;
    mishap.nth -= 1;
    if (mishap.nth > 0) return undefined;
    mishap.triesLeft -= 1;
    if (mishap.triesLeft === 0) this.#due = this.#due.filter((one) => one !== mishap);
    return { kind: 'error', applied: false, name: 'broken' };
  }
}
