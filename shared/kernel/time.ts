/** An instant as ISO 8601 in UTC with milliseconds, e.g. `2026-11-21T08:00:00.000Z`. Sorts as text. */
export type Instant = string;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}

/** The wall clock of `timeZone` at `instant`: `{ date: 'YYYY-MM-DD', time: 'HH:MM:SS' }`. */
export function wallClock(instant: Instant, timeZone: string): { date: string; time: string } {
  const part: Record<string, string> = {};
  for (const { type, value } of formatFor(timeZone).formatToParts(new Date(instant))) part[type] = value;
  return { date: `${part.year}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}:${part.second}` };
}

/** The calendar day (`YYYY-MM-DD`) of `instant` in `timeZone`. */
export function localDate(instant: Instant, timeZone: string): string {
  return wallClock(instant, timeZone).date;
}

/** `instant` moved by `milliseconds` (may be negative). */
export function shift(instant: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(instant) + milliseconds).toISOString();
}

const DAY_MS = 86_400_000;

/** The calendar day (`YYYY-MM-DD`) `days` after another (before it, where negative). */
export function dayAfter(date: string, days = 1): string {
  return shift(`${date}T00:00:00.000Z`, days * DAY_MS).slice(0, 10);
}

/**
 * The instant at which the wall clock of `timeZone` shows `local` (`YYYY-MM-DDTHH:MM:SS`). A time that a clock change
 * skips becomes the instant just after it; one that occurs twice, the first.
 */
export function fromWallClock(local: string, timeZone: string): Instant {
  const wanted = Date.parse(`${local}Z`);
  const offsetAt = (at: number) => {
    const { date, time } = wallClock(new Date(at).toISOString(), timeZone);
    return Date.parse(`${date}T${time}Z`) - at;
  };
  const candidates = [wanted - offsetAt(wanted - 86_400_000), wanted - offsetAt(wanted + 86_400_000)];
  const exact = candidates.filter((at) => at + offsetAt(at) === wanted);
  return new Date(exact.length > 0 ? Math.min(...exact) : Math.max(...candidates)).toISOString();
}

/** Seconds since the epoch, as DynamoDB's time to live wants them. */
export function epochSeconds(instant: Instant): number {
  return Math.floor(Date.parse(instant) / 1000);
}
