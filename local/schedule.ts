import { type CronFields, daysOfMonth, parseCron } from './cron.ts';
import { instantOf, type LocalTime, localTimeOf } from './local-time.ts';
import { Unsupported } from './unsupported.ts';

/** When something runs next, strictly after a moment; undefined when it never does again. */
export type Schedule = { next(after: Date): Date | undefined };

const UNIT_MILLISECONDS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const LAST_YEAR = 2199;

/**
 * Parses an EventBridge schedule: `rate(5 minutes)`, `cron(0 9 ? * MON-FRI *)` or `at(2026-11-11T00:00:00)`.
 *
 * Cron and `at` are read in `timeZone` (an IANA name, UTC by default). A local time that a change of clocks leaves out is
 * skipped, one that it repeats runs the first time only, as EventBridge Scheduler does. A rate has no start to count from
 * here: it runs at whole multiples since 1970-01-01T00:00Z, so that a restart does not move it.
 * Throws {@link Unsupported} for anything else, including an unknown time zone.
 */
export function parseSchedule(expression: string, timeZone = 'UTC'): Schedule {
  const [, kind = '', body = ''] = /^(rate|cron|at)\((.*)\)$/.exec(expression.trim()) ?? [];
  const parse = KINDS[kind];
  if (parse === undefined) throw new Unsupported('schedule', expression, 'schedule expression');
  assertTimeZone(timeZone, expression);
  return parse(body, timeZone, expression);
}

const KINDS: Record<string, (body: string, timeZone: string, expression: string) => Schedule> = {
  rate: rateSchedule,
  cron: cronSchedule,
  at: atSchedule,
};

function assertTimeZone(timeZone: string, expression: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw new Unsupported('time zone', timeZone, expression);
  }
}

function rateSchedule(body: string, _timeZone: string, expression: string): Schedule {
  const [, count = '', unit = '', plural] = /^([1-9]\d*) (minute|hour|day)(s?)$/.exec(body) ?? [];
  const length = UNIT_MILLISECONDS[unit];
  if (length === undefined || (count === '1') === (plural === 's')) {
    throw new Unsupported('schedule', expression, 'rate');
  }
  const period = Number(count) * length;
  return { next: (after) => new Date((Math.floor(after.getTime() / period) + 1) * period) };
}

function atSchedule(body: string, timeZone: string, expression: string): Schedule {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(body)?.slice(1).map(Number);
  if (parts === undefined) throw new Unsupported('schedule', expression, 'at');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const wall = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  if (wall.toISOString().slice(0, 19) !== body) throw new Unsupported('schedule', expression, 'at');
  const instant = instantOf({ year, month, day, hour, minute }, timeZone);
  const due = instant && new Date(instant.getTime() + second * 1000);
  return { next: (after) => (due !== undefined && due > after ? due : undefined) };
}

function cronSchedule(body: string, timeZone: string, expression: string): Schedule {
  const fields = parseCron(body, expression);
  return {
    next: (after) => {
      const from = localTimeOf(after, timeZone);
      for (const wall of wallTimes(fields, from)) {
        const instant = instantOf(wall, timeZone);
        if (instant !== undefined && instant > after) return instant;
      }
      return undefined;
    },
  };
}

/** The wall-clock times of a cron expression in order, none before the minute of `from`. */
function* wallTimes(fields: CronFields, from: LocalTime): Generator<LocalTime> {
  for (const { year, month } of monthsFrom(fields, from)) {
    for (const day of daysOfMonth(fields, year, month)) {
      if (compare([year, month, day], [from.year, from.month, from.day]) < 0) continue;
      yield* timesOfDay(fields, { year, month, day }, from);
    }
  }
}

function* monthsFrom(fields: CronFields, from: LocalTime): Generator<{ year: number; month: number }> {
  for (let year = from.year; year <= LAST_YEAR; year += 1) {
    if (!fields.year.has(year)) continue;
    for (const month of fields.month) {
      if (compare([year, month], [from.year, from.month]) >= 0) yield { year, month };
    }
  }
}

type Day = { year: number; month: number; day: number };

function* timesOfDay(fields: CronFields, date: Day, from: LocalTime): Generator<LocalTime> {
  const sameDay = compare([date.year, date.month, date.day], [from.year, from.month, from.day]) === 0;
  for (const hour of fields.hour) {
    for (const minute of fields.minute) {
      if (!sameDay || compare([hour, minute], [from.hour, from.minute]) >= 0) yield { ...date, hour, minute };
    }
  }
}

function compare(left: number[], right: number[]): number {
  const at = left.findIndex((value, index) => value !== right[index]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}
