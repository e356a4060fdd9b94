import { type Instant, localDate, shift } from '../../../shared/kernel/time.ts';

/** Somebody was shown a promotion. */
export interface Seen {
  promotionId: string;
  sessionId: string;
  channel: string;
  at: Instant;
}

/** A session that saw a promotion on a day; however often it did, it is one view. */
export interface View extends Omit<Seen, 'at'> {
  date: string;
}

const DAY_MS = 86_400_000;

/** What is told later than this is not counted any more, so that who it counted need not be known for ever. */
export const OPEN_DAYS = 30;

/** Clocks of visitors may run ahead by so much. */
const AHEAD_DAYS = 1;

/** The views among what was seen, each once; what is too old, or of the future, is none. */
export function viewsIn(seen: readonly Seen[], now: Instant, timeZone: string): View[] {
  const [from, to] = [shift(now, -OPEN_DAYS * DAY_MS), shift(now, AHEAD_DAYS * DAY_MS)];
  const views = seen
    .filter(({ at }) => at >= from && at <= to)
    .map(({ at, promotionId, sessionId, channel }) => ({
      promotionId,
      sessionId,
      channel,
      date: localDate(at, timeZone),
    }));
  const nameOf = ({ promotionId, sessionId, date }: View) => JSON.stringify([promotionId, sessionId, date]);
  // Of several channels on one day the first by name stays, whatever the order in which they were told.
  const inTurn = ({ date, channel }: View) => `${date} ${channel}`;
  views.sort((a, b) => (inTurn(a) < inTurn(b) ? -1 : 1));
  const first = new Map<string, View>();
  for (const view of views) if (!first.has(nameOf(view))) first.set(nameOf(view), view);
  return [...first.values()];
}
