/** Public holidays of China (全国年节及纪念日放假办法 as of 2025). A day off that is worked in beforehand is none. */

/** Days of the common calendar: New Year, Labour Day and National Day. */
const FIXED = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

/**
 * Spring Festival, Qingming, Dragon Boat and Mid-Autumn, by the almanac. A table, since the Chinese calendar that comes with
 * the runtime has the Spring Festivals of 2027 and 2030 a day wrong. Years beyond it have the fixed days alone.
 */
const FESTIVALS: Record<string, readonly [spring: string, ...others: string[]]> = {
  2025: ['01-29', '04-04', '05-31', '10-06'],
  2026: ['02-17', '04-05', '06-19', '09-25'],
  2027: ['02-06', '04-05', '06-09', '09-15'],
  2028: ['01-26', '04-04', '05-28', '10-03'],
  2029: ['02-13', '04-04', '06-16', '09-22'],
  2030: ['02-03', '04-05', '06-05', '09-12'],
  2031: ['01-23', '04-05', '06-24', '10-01'],
  2032: ['02-11', '04-04', '06-12', '09-19'],
  2033: ['01-31', '04-04', '06-01', '09-08'],
  2034: ['02-19', '04-05', '06-20', '09-27'],
  2035: ['02-08', '04-05', '06-10', '09-16'],
};

const DAY_MS = 86_400_000;

/** New Year's Eve and the first three days of the year that it ends. */
const SPRING_FROM = -1;
const SPRING_TO = 2;

/** True where a day (`YYYY-MM-DD`) is a public holiday. */
export function isPublicHoliday(date: string): boolean {
  const [year, day] = [date.slice(0, 4), date.slice('YYYY-'.length)];
  if (FIXED.has(day)) return true;
  const [spring, ...others] = FESTIVALS[year] ?? [];
  if (spring === undefined) return false;
  const sinceSpring = (Date.parse(date) - Date.parse(`${year}-${spring}`)) / DAY_MS;
  return others.includes(day) || (sinceSpring >= SPRING_FROM && sinceSpring <= SPRING_TO);
}
