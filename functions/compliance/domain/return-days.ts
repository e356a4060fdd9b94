import { dayAfter, fromWallClock, type Instant, localDate } from '../../../shared/kernel/time.ts';
import { isPublicHoliday } from './holidays.ts';

const DAYS = 7;

/**
 * The last day of a period of `days` that something begins at `at` (Civil Code 201, 203): the first day does not count,
 * the last ends at 24:00, and where that is a public holiday the period ends with the first day after it.
 */
function lastDay(at: Instant, timeZone: string): string {
  let date = localDate(at, timeZone);
  for (let day = 0; day < DAYS; day += 1) date = dayAfter(date);
  while (isPublicHoliday(date)) date = dayAfter(date);
  return date;
}

/** The last day on which goods signed for at `signedAt` may be sent back without a reason. */
export function lastReturnDay(signedAt: Instant, timeZone: string): string {
  return lastDay(signedAt, timeZone);
}

/** Until when goods signed for at `signedAt` may be sent back without a reason: the last day ends at 24:00. */
export function noReasonUntil(signedAt: Instant, timeZone: string): Instant {
  return fromWallClock(`${dayAfter(lastReturnDay(signedAt, timeZone))}T00:00:00`, timeZone);
}

/** The last day on which the money must go back for goods that came back at `receivedAt`. */
export function refundBy(receivedAt: Instant, timeZone: string): string {
  return lastDay(receivedAt, timeZone);
}
