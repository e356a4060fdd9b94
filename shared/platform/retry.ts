import { isDomainError } from '../kernel/errors.ts';
import { world } from './world.ts';

const TRIES = 5;

/** True for a refusal that only says that somebody else wrote between our look and our commit. */
export function isChangedMeanwhile(error: unknown): boolean {
  return isDomainError(error) && error.code.endsWith('.changed-meanwhile');
}

/** Runs `act`, which looks, decides and commits, again when what it looked at changed before its commit. */
export async function retryWhenChanged<Result>(act: () => Promise<Result>, triesLeft = TRIES - 1): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (triesLeft === 0 || !isChangedMeanwhile(error)) throw error;
    await world.sleep(world.random() * 40 * (TRIES - triesLeft));
    return retryWhenChanged(act, triesLeft - 1);
  }
}
