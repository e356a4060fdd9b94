import type { CallSite } from '../world/wire.ts';
import type { Stage } from './stage.ts';

/** A call of a function, both by the ends of their names: the first commit from now on where nothing else is said. */
export interface Where {
  by: string;
  call?: string;
  nth?: number;
}

/** A call that is held back: what its caller looked at before may be true no more when it arrives. */
export interface Held {
  /** Resolves when the caller stands before the call. */
  asked: Promise<void>;
  /** Lets him go on. */
  release(): void;
}

/** Tells the call that is meant from all others. */
function matcher({ by, call = 'TransactWriteItems', nth = 1 }: Where): (site: CallSite) => boolean {
  let come = 0;
  return ({ function: name, label }) => {
    if (!name.endsWith(by) || !label.endsWith(call)) return false;
    come += 1;
    return come === nth;
  };
}

/** Holds back one call. */
export function hold({ simulation: { core, wire } }: Stage, where: Where): Held {
  const [others, isIt] = [wire.fateOf, matcher(where)];
  let goOn = (): void => core.fail('scene', new Error(`${where.by} never came to its ${where.call ?? 'commit'}`));
  const asked = new Promise<void>((resolve) => {
    wire.fateOf = (site) => {
      if (!isIt(site)) return others(site);
      const until = (go: () => void): void => {
        goOn = () => core.in(1, go);
        // Once the code that made the call has come to its rest.
        core.in(0, () => core.outside(resolve));
      };
      return { kind: 'held', until };
    };
  });
  return { asked, release: () => goOn() };
}

/** Does `act`, from beginning to end, while somebody stands before a call: a race that is sure. Answers when `act` is done. */
export async function overtaken(stage: Stage, where: Where, act: () => Promise<unknown>): Promise<void> {
  const { asked, release } = hold(stage, where);
  await asked;
  await act();
  release();
}

/** Of the next so many batches that a function writes only half is done. */
export function halve({ simulation: { wire } }: Stage, by: string, times: number): void {
  const [others, isIt] = [
    wire.fateOf,
    ({ function: name, label }: CallSite) => name.endsWith(by) && label.endsWith('BatchWriteItem'),
  ];
  let left = times;
  wire.fateOf = (site) => {
    if (left === 0 || !isIt(site)) return others(site);
    left -= 1;
    return { kind: 'partly' };
  };
}
