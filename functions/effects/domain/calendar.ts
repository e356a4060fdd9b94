import { dayAfter, fromWallClock, type Instant, localDate, shift } from '../../../shared/kernel/time.ts';

/** All days from one to another, both included; none where they are the wrong way round. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = dayAfter(day, 1)) days.push(day);
  return days;
}

/** When something ran: from an instant to one that is not in it any more. */
export interface Run {
  start: Instant;
  end: Instant;
}

/** Days on which something ran, and whether it did the whole of each. */
export interface Stretch {
  from: string;
  to: string;
  whole: boolean;
}

const startOf = (date: string, timeZone: string) => fromWallClock(`${date}T00:00:00`, timeZone);

/** All days of the shop's calendar that a run touches. */
export function touchedDays({ start, end }: Run, timeZone: string): Stretch {
  return { from: localDate(start, timeZone), to: localDate(shift(end, -1), timeZone), whole: false };
}

/** The days that it ran from midnight to midnight; where there is none, those that it touches. */
export function stretchOf(run: Run, timeZone: string): Stretch {
  const first = localDate(run.start, timeZone);
  const from = startOf(first, timeZone) === run.start ? first : dayAfter(first, 1);
  const to = dayAfter(localDate(run.end, timeZone), -1);
  return from > to ? touchedDays(run, timeZone) : { from, to, whole: true };
}

/** The longest stretch that days are compared of: the last ones of a promotion that runs longer. */
const MAX_DAYS = 91;

const WEEK = 7;

/** What ran a week or less is compared with four weeks, what ran longer with twice as long a time. */
const blocksFor = (weeks: number) => (weeks === 1 ? 4 : 2);

/** The days of a stretch, and before the promotion began the same weekdays, in blocks as long as the stretch. */
export interface Matched {
  treated: string[];
  blocks: string[][];
}

/** Days like those of a stretch before the day on which the promotion `began`. */
export function matchedDays(began: string, { from, to }: Pick<Stretch, 'from' | 'to'>): Matched {
  const treated = daysBetween(from, to).slice(-MAX_DAYS);
  const weeks = Math.ceil(daysBetween(began, to).length / WEEK);
  // Moved back by whole weeks, each day meets its own weekday; by so many that none of the promotion's own is among them.
  const blocks = Array.from({ length: blocksFor(weeks) }, (_, block) =>
    treated.map((day) => dayAfter(day, -WEEK * weeks * (block + 1))),
  );
  return { treated, blocks };
}

/** The blocks of which every day lies in the time that something is known of. */
export function knownDays(blocks: readonly (readonly string[])[], firstKnown: string | undefined): string[] {
  if (firstKnown === undefined) return [];
  return blocks.filter((days) => days.every((day) => day >= firstKnown)).flat();
}
