import { DomainError } from '../../../shared/kernel/errors.ts';
import { type Instant, shift } from '../../../shared/kernel/time.ts';

const DAY_MS = 86_400_000;

/** What was asked for: so many days back from now, or from one instant to another. */
export interface AskedPeriod {
  days?: number;
  from?: Instant;
  to?: Instant;
}

/** The longest time that is rehearsed at once. */
export const MAX_DAYS = 400;

const USUAL_DAYS = 30;

/** The period to replay, which never reaches beyond now. Throws invalid `rehearsals.bad-period`. */
export function periodOf({ days = USUAL_DAYS, from, to }: AskedPeriod, now: Instant): { from: Instant; to: Instant } {
  const end = to !== undefined && to < now ? to : now;
  const start = from ?? shift(end, -days * DAY_MS);
  const length = Date.parse(end) - Date.parse(start);
  if (length <= 0 || length > MAX_DAYS * DAY_MS)
    throw new DomainError('invalid', 'rehearsals.bad-period', 'The period is empty or too long.', {
      errors: [{ path: from === undefined ? 'days' : 'from', code: 'rehearsals.bad-period' }],
    });
  return { from: start, to: end };
}

/** The day (UTC) an order stands under. */
export const dayOf = (at: string): string => at.slice(0, 10);
