/** A time on the wall clock of some zone: month and day from 1, hour from 0. */
export type LocalTime = { year: number; month: number; day: number; hour: number; minute: number };

const DAY = 86_400_000;
const FORMAT: Intl.DateTimeFormatOptions = {
  calendar: 'iso8601',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs a thousand times its use. */
function formatFor(timeZone: string): Intl.DateTimeFormat {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en', { ...FORMAT, timeZone });
  formats.set(timeZone, format);
  return format;
}

/** What the wall clock in `timeZone` shows at a moment, seconds dropped. */
export function localTimeOf(moment: Date, timeZone: string): LocalTime {
  const parts = formatFor(timeZone).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((found) => found.type === type)?.value);
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') };
}

/** The first moment at which the wall clock in `timeZone` shows this time; undefined when a change of clocks leaves it out. */
export function instantOf(wall: LocalTime, timeZone: string): Date | undefined {
  const asUtc = minuteNumber(wall);
  if (timeZone === 'UTC') return new Date(asUtc);
  const offsets = [asUtc - DAY, asUtc + DAY].map((moment) => offsetAt(moment, timeZone));
  const moments = offsets
    .map((offset) => asUtc - offset)
    .filter((moment) => moment + offsetAt(moment, timeZone) === asUtc);
  return moments.length > 0 ? new Date(Math.min(...moments)) : undefined;
}

const minuteNumber = ({ year, month, day, hour, minute }: LocalTime): number =>
  Date.UTC(year, month - 1, day, hour, minute);

function offsetAt(moment: number, timeZone: string): number {
  return minuteNumber(localTimeOf(new Date(moment), timeZone)) - Math.floor(moment / 60_000) * 60_000;
}
