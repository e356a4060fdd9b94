import { Unsupported } from './unsupported.ts';

/** A parsed cron expression; numbers ascend. Exactly one of the two day rules is given, the other was `?`. */
export type CronFields = {
  minute: Set<number>;
  hour: Set<number>;
  month: Set<number>;
  year: Set<number>;
  day: DayRule;
};

/** Whether a day of a month is meant. `weekday` is 1 for Sunday to 7 for Saturday, `last` the month's last day. */
type DayRule = (date: MonthDay) => boolean;
type MonthDay = { day: number; weekday: number; last: number };
type Range = { low: number; high: number; names?: string[] };

const RANGES = {
  minute: { low: 0, high: 59 },
  hour: { low: 0, high: 23 },
  dayOfMonth: { low: 1, high: 31 },
  month: { low: 1, high: 12, names: 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ') },
  dayOfWeek: { low: 1, high: 7, names: 'SUN MON TUE WED THU FRI SAT'.split(' ') },
  year: { low: 1970, high: 2199 },
} satisfies Record<string, Range>;

const SUNDAY = 1;
const SATURDAY = 7;

/** Parses the six fields of an EventBridge cron expression. Throws {@link Unsupported} naming `expression`. */
export function parseCron(body: string, expression: string): CronFields {
  const fields = body.trim().split(/\s+/);
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = fields;
  if (fields.length !== 6 || (dayOfMonth === '?') === (dayOfWeek === '?')) {
    throw new Unsupported('schedule', expression, 'cron');
  }
  return {
    minute: numbers(minute, RANGES.minute, expression),
    hour: numbers(hour, RANGES.hour, expression),
    month: numbers(month, RANGES.month, expression),
    year: numbers(year, RANGES.year, expression),
    day: dayOfMonth === '?' ? weekdayRule(dayOfWeek, expression) : monthDayRule(dayOfMonth, expression),
  };
}

/** The days of a month that the expression means, in order. */
export function daysOfMonth(fields: CronFields, year: number, month: number): number[] {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const firstWeekday = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
  const days = Array.from({ length: last }, (_, at) => ({ day: at + 1, weekday: ((firstWeekday + at) % 7) + 1, last }));
  return days.filter(fields.day).map(({ day }) => day);
}

function numbers(field: string, range: Range, expression: string): Set<number> {
  const found = field.split(',').flatMap((item) => itemNumbers(item, range, expression));
  return new Set(found.sort((left, right) => left - right));
}

/** Where an item begins and ends: a `*` and a step without an end run to the end of the range. */
function boundsOf(from: string, to: string | undefined, stepped: boolean, range: Range): (number | undefined)[] {
  if (from === '*') return to === undefined ? [range.low, range.high] : [];
  const low = numberOf(from, range);
  if (to !== undefined) return [low, numberOf(to, range)];
  return [low, stepped ? range.high : low];
}

/** `*`, `5`, `MON`, `1-5`, and each of them with a step: `0/15` starts at 0 and runs to the end of the range. */
function itemNumbers(item: string, range: Range, expression: string): number[] {
  const [, from = '', to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(item) ?? [];
  const [low, high] = boundsOf(from, to, step !== undefined, range);
  const stride = Number(step ?? 1);
  if (low === undefined || high === undefined || low > high || stride === 0) {
    throw new Unsupported('schedule', expression, `cron field ${item}`);
  }
  return Array.from({ length: Math.floor((high - low) / stride) + 1 }, (_, at) => low + at * stride);
}

function numberOf(text: string, { low, high, names = [] }: Range): number | undefined {
  const named = names.indexOf(text.toUpperCase());
  if (named >= 0) return low + named;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= low && value <= high ? value : undefined;
}

function monthDayRule(field: string, expression: string): DayRule {
  const rules = field.split(',').map((item): DayRule => {
    if (item === 'L') return ({ day, last }) => day === last;
    if (item === 'LW') return (date) => date.day === nearestWeekday(date.last, date);
    const nearest = /^(\d+)W$/.exec(item)?.[1];
    const wanted = numbers(nearest ?? item, RANGES.dayOfMonth, expression);
    if (nearest === undefined) return ({ day }) => wanted.has(day);
    return (date) => Number(nearest) <= date.last && date.day === nearestWeekday(Number(nearest), date);
  });
  return (date) => rules.some((rule) => rule(date));
}

/** The Monday-to-Friday day nearest to `target` without leaving the month; `date` is any day of that month. */
function nearestWeekday(target: number, { day, weekday, last }: MonthDay): number {
  const targetWeekday = ((((weekday - 1 + target - day) % 7) + 7) % 7) + 1;
  if (targetWeekday === SATURDAY) return target > 1 ? target - 1 : target + 2;
  if (targetWeekday === SUNDAY) return target < last ? target + 1 : target - 2;
  return target;
}

function weekdayRule(field: string, expression: string): DayRule {
  const rules = field.split(',').map((item): DayRule => {
    if (item === 'L') return ({ weekday }) => weekday === SATURDAY;
    const [, name = item, mark, nth] = /^(\w+?)(?:(L)|#([1-5]))$/.exec(item) ?? [];
    const wanted = numbers(name, RANGES.dayOfWeek, expression);
    if (mark === 'L') return ({ day, weekday, last }) => wanted.has(weekday) && day > last - 7;
    if (nth !== undefined) return ({ day, weekday }) => wanted.has(weekday) && Math.ceil(day / 7) === Number(nth);
    return ({ weekday }) => wanted.has(weekday);
  });
  return (date) => rules.some((rule) => rule(date));
}
