import type { Stage } from './stage.ts';

/** A call that is held back: what was looked at before it may be true no more when it arrives. */
export interface Held {
  /** Resolves when the call is on its way. */
  asked: Promise<void>;
  /** Lets it arrive. */
  release(): void;
}

/** Holds back the next call of this kind that a function makes; both by the ends of their names. */
export function hold({ simulation }: Stage, by: string, what = 'TransactWriteItems'): Held {
  const { core, wire } = simulation;
  const others = wire.fateOf;
  let isHeld = false;
  let goOn = (): void => core.fail('scene', new Error(`${by} has not asked for ${what}`));
  const asked = new Promise<void>((resolve) => {
    wire.fateOf = (site) => {
      if (isHeld || !site.function.endsWith(by) || !site.label.endsWith(what)) return others(site);
      isHeld = true;
      const until = (go: () => void): void => {
        goOn = go;
        core.in(1, () => core.outside(resolve));
      };
      return { kind: 'held', until };
    };
  });
  return { asked, release: () => goOn() };
}

/** Of the next so many batches that a function writes only half is done. */
export function halve({ simulation: { wire } }: Stage, by: string, times: number): void {
  const others = wire.fateOf;
  let left = times;
  wire.fateOf = (site) => {
    if (left === 0 || !site.function.endsWith(by) || !site.label.endsWith('BatchWriteItem')) return others(site);
    left -= 1;
    return { kind: 'partly' };
  };
}
