import type { Promotion } from './listed.ts';
import { localOf } from './zone.ts';

/** The days (`YYYY-MM-DD`) of a month (`YYYY-MM`) in whole weeks from Monday; days of other months are undefined. */
export function weeksOf(month: string): (string | undefined)[][] {
  const first = new Date(`${month}-01T00:00:00Z`);
  const before = (first.getUTCDay() + 6) % 7;
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const weeks = Math.ceil((before + length) / 7);
  return [...Array(weeks).keys()].map((week) =>
    [...Array(7).keys()].map((weekday) => {
      const day = week * 7 + weekday - before + 1;
      return day >= 1 && day <= length ? `${month}-${String(day).padStart(2, '0')}` : undefined;
    }),
  );
}

/** The month so many months later. */
export function monthAfter(month: string, months: number): string {
  const first = new Date(`${month}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() + months);
  return first.toISOString().slice(0, 7);
}

/** Whether a promotion may be given on a day of the shop's calendar: within its time, and on a day of its week. */
export function runsOn({ validFrom, validTo, weekdays }: Promotion, day: string, timeZone: string): boolean {
  const weekday = ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
  if (weekdays && !weekdays.includes(weekday)) return false;
  // The end is not included: what ends at midnight does not run on the day that begins then.
  const last = new Date(Date.parse(validTo) - 1).toISOString();
  return localOf(validFrom, timeZone).slice(0, 10) <= day && day <= localOf(last, timeZone).slice(0, 10);
}
