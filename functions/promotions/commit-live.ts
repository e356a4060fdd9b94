import { isDomainError } from '../../shared/kernel/errors.ts';
import type { Run } from '../../shared/platform/run.ts';
import { type Action, commit } from '../../shared/platform/transaction.ts';
import { world } from '../../shared/platform/world.ts';
import type { LiveChange } from './domain/segment.ts';
import { changeLive, SEGMENT_MOVED } from './segments.ts';

/** So many others in one segment at the same time are not met outside of tests. */
const TRIES = 12;

const isMoved = (error: unknown) => isDomainError(error) && error.code === SEGMENT_MOVED;

/**
 * Commits a publish or stop: `actions` and the change of what is live, all or nothing. Where another promotion of the same
 * segment came first it tries again: that is nobody's conflict.
 */
export async function commitLive(change: LiveChange, actions: readonly Action[], run: Run): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await commit([...actions, ...(await changeLive(change, run.now))]);
    } catch (error) {
      if (!isMoved(error) || attempt === TRIES) throw error;
      await world.sleep(world.random() * 10 * 2 ** Math.min(attempt, 5));
    }
  }
}
