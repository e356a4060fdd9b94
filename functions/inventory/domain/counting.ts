import { DomainError } from '../../../shared/kernel/errors.ts';
import { type Instant, shift } from '../../../shared/kernel/time.ts';
import type { Counts } from './counters.ts';
import { gain, lose, type Movement, missing, physical } from './movement.ts';
import type { StockLevel } from './stock.ts';

/** What a count comes to. */
export interface Settled {
  movement: Movement;
  /** What should have been there when it was counted. */
  expected: number;
  difference: number;
  /** Promised units that are not there, afterwards. */
  shortage: number;
}

/** A count is compared with what moved since; that is looked up, so it must not be long ago. */
const OLDEST_MS = 7 * 86_400_000;

/** Refuses a count of the future or of long ago. Throws invalid `inventory.count-out-of-time`. */
export function refuseOutOfTime(countedAt: Instant, now: Instant): void {
  if (countedAt <= now && countedAt >= shift(now, -OLDEST_MS)) return;
  throw new DomainError('invalid', 'inventory.count-out-of-time', 'A count is told within seven days.', {
    errors: [{ path: 'countedAt', code: 'inventory.count-out-of-time' }],
  });
}

/** By how many the units that really lie there changed with a movement. */
export function physically({ onHand = 0, short = 0 }: Counts): number {
  return onHand - short;
}

/** What a count does: the level becomes what was counted and what moved `since`. */
export function settle(level: StockLevel, counted: number, since: number): Settled {
  const there = physical(level);
  const expected = there - since;
  const change = Math.max(0, counted + since) - there;
  const movement = change < 0 ? lose(level, -change) : gain(level, change);
  return {
    movement: { ...movement, version: level.version ?? 0 },
    expected,
    difference: counted - expected,
    shortage: missing(level, movement),
  };
}
