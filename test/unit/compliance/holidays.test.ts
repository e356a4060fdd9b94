import { isPublicHoliday } from '../../../functions/compliance/domain/holidays.ts';

/** As they were announced for 2025 and 2026, without the days off that are worked in. */
const HOLIDAYS: Record<number, string> = {
  2025: '01-01 01-28 01-29 01-30 01-31 04-04 05-01 05-02 05-31 10-01 10-02 10-03 10-06',
  2026: '01-01 02-16 02-17 02-18 02-19 04-05 05-01 05-02 06-19 09-25 10-01 10-02 10-03',
};

const DAY_MS = 86_400_000;

/** Every day of a year. */
function daysOf(year: number): string[] {
  const first = Date.UTC(year, 0, 1);
  const days = Array.from({ length: 366 }, (_, day) => new Date(first + day * DAY_MS).toISOString().slice(0, 10));
  return days.filter((day) => day.startsWith(String(year)));
}

test.each(Object.entries(HOLIDAYS))('given %s, then its holidays are %s', (year, holidays) => {
  const found = daysOf(Number(year)).filter(isPublicHoliday);
  expect(found.map((day) => day.slice(5)).join(' ')).toBe(holidays);
});

test('given the years of the table, then each has thirteen of them, where no two fall on one day', () => {
  const counts = Array.from({ length: 11 }, (_, at) => daysOf(2025 + at).filter(isPublicHoliday).length);
  expect(counts).toEqual([13, 13, 13, 12, 13, 13, 12, 13, 13, 13, 13]);
});

test('given the Chinese calendar of the runtime, then the table is a day from it at most, as that reckons the moon roughly', () => {
  const calendar = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' });
  const festivals = ['1/1', '5/5', '8/15'];
  const isNear = (day: string) =>
    [-1, 0, 1].some((days) => isPublicHoliday(new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)));
  for (let year = 2025; year <= 2035; year += 1) {
    const days = daysOf(year).filter((day) => festivals.includes(calendar.format(Date.parse(day))));
    expect([year, days.length, days.every(isNear)]).toEqual([year, 3, true]);
  }
});
