import { replaceWorld, type World } from '../../shared/platform/world.ts';
import { stillWorld } from './still-world.ts';

/** A call that waits until the schedule lets it through. */
interface Waiting {
  who: number;
  go(): void;
}

/** Somebody who acts; `who` of every call is known by the order in which calls are begun. */
export type Actor = () => Promise<unknown>;

/** Answers one call: what the world's `call` does. */
export type Answer = (operation: string, input: unknown) => unknown;

const settle = () => new Promise((resolve) => setImmediate(resolve));

/**
 * Runs actors at once and lets one call through at a time, in the order that `choices` says (the how manieth of those that
 * wait; the first when it says no more). Answers how many waited at each step, so that every order can be tried.
 */
export async function interleave(
  actors: readonly Actor[],
  answer: Answer,
  choices: readonly number[],
): Promise<number[]> {
  const waiting: Waiting[] = [];
  const world: World = {
    ...stillWorld,
    memory: new Map(),
    call: (_service, operation, input) =>
      new Promise((resolve, reject) => {
        const go = () => {
          try {
            resolve(answer(operation, input) as Record<string, unknown>);
          } catch (error) {
            reject(error);
          }
        };
        waiting.push({ who: waiting.length, go });
      }),
  };
  replaceWorld(world);
  try {
    let running = actors.length;
    const all = actors.map((act) => act().finally(() => (running -= 1)));
    const widths: number[] = [];
    for (await settle(); running > 0 || waiting.length > 0; await settle()) {
      if (waiting.length === 0) continue;
      const choice = choices[widths.length] ?? 0;
      widths.push(waiting.length);
      waiting.splice(choice, 1)[0]?.go();
    }
    await Promise.all(all);
    return widths;
  } finally {
    replaceWorld();
  }
}

/** Tries every order of calls, each from a fresh start; answers how many there were. */
export async function everyOrder(play: (choices: readonly number[]) => Promise<number[]>): Promise<number> {
  let choices: number[] = [];
  for (let runs = 1; ; runs += 1) {
    const widths = await play(choices);
    const taken = widths.map((_, at) => choices[at] ?? 0);
    let at = widths.length - 1;
    while (at >= 0 && (taken[at] ?? 0) + 1 >= (widths[at] ?? 0)) at -= 1;
    if (at < 0) return runs;
    choices = [...taken.slice(0, at), (taken[at] ?? 0) + 1];
  }
}
