import { parseSchedule } from '../../../local/schedule.ts';
import { Unsupported } from '../../../local/unsupported.ts';

const runs = (expression: string, after: string, count: number, timeZone?: string): string[] => {
  const schedule = parseSchedule(expression, timeZone);
  const found: string[] = [];
  let moment: Date | undefined = new Date(after);
  while (found.length < count) {
    moment = schedule.next(moment);
    if (moment === undefined) break;
    found.push(moment.toISOString().replace(':00.000Z', 'Z'));
  }
  return found;
};

type Case = [expression: string, after: string, expected: string[], timeZone?: string];

const cases: Case[] = [
  ['rate(1 minute)', '2026-01-01T00:00:30Z', ['2026-01-01T00:01Z', '2026-01-01T00:02Z']],
  ['rate(5 minutes)', '2026-01-01T00:05:00Z', ['2026-01-01T00:10Z']],
  ['rate(2 hours)', '2026-01-01T00:05:00Z', ['2026-01-01T02:00Z']],
  ['rate(1 day)', '2026-01-01T00:05:00Z', ['2026-01-02T00:00Z']],
  ['at(2026-11-11T00:00:00)', '2026-11-10T23:59:59Z', ['2026-11-11T00:00Z']],
  ['at(2026-11-11T00:00:00)', '2026-11-01T00:00:00Z', ['2026-11-10T16:00Z'], 'Asia/Shanghai'],
  ['at(2026-03-08T02:30:00)', '2026-01-01T00:00:00Z', [], 'America/New_York'],
  ['cron(15 10 * * ? *)', '2026-01-01T10:15:00Z', ['2026-01-02T10:15Z', '2026-01-03T10:15Z']],
  ['cron(0/15 9-10 ? * MON-FRI *)', '2026-01-02T10:30:00Z', ['2026-01-02T10:45Z', '2026-01-05T09:00Z']],
  ['cron(5,35 8/8 1 * ? *)', '2026-01-01T08:05:00Z', ['2026-01-01T08:35Z', '2026-01-01T16:05Z', '2026-01-01T16:35Z']],
  ['cron(*/20 0 1-10/4 JAN ? 2027)', '2026-05-01T00:00:00Z', ['2027-01-01T00:00Z', '2027-01-01T00:20Z']],
  [
    'cron(0 0 1-10/4 1 ? 2027)',
    '2026-05-01T00:00:00Z',
    ['2027-01-01T00:00Z', '2027-01-05T00:00Z', '2027-01-09T00:00Z'],
  ],
  ['cron(0 18 L * ? *)', '2027-01-01T00:00:00Z', ['2027-01-31T18:00Z', '2027-02-28T18:00Z', '2027-03-31T18:00Z']],
  ['cron(0 18 L 2 ? *)', '2027-01-01T00:00:00Z', ['2027-02-28T18:00Z', '2028-02-29T18:00Z']],
  ['cron(0 0 29 2 ? *)', '2026-01-01T00:00:00Z', ['2028-02-29T00:00Z', '2032-02-29T00:00Z']],
  ['cron(0 0 29 2 ? *)', '2096-03-01T00:00:00Z', ['2104-02-29T00:00Z']],
  ['cron(0 0 30 2 ? *)', '2026-01-01T00:00:00Z', []],
  // Last weekday: January 2026 ends on a Saturday, May on a Sunday, February on a Saturday, June on a Tuesday.
  [
    'cron(0 9 LW 1,2,5,6 ? 2026)',
    '2026-01-01T00:00:00Z',
    ['2026-01-30T09:00Z', '2026-02-27T09:00Z', '2026-05-29T09:00Z', '2026-06-30T09:00Z'],
  ],
  // Nearest weekday: 15 August 2026 is a Saturday, 15 November a Sunday, 15 July a Wednesday.
  [
    'cron(0 9 15W 7,8,11 ? 2026)',
    '2026-01-01T00:00:00Z',
    ['2026-07-15T09:00Z', '2026-08-14T09:00Z', '2026-11-16T09:00Z'],
  ],
  // It never leaves the month: 1 August 2026 is a Saturday, 31 May 2026 a Sunday.
  ['cron(0 9 1W 8 ? 2026)', '2026-01-01T00:00:00Z', ['2026-08-03T09:00Z']],
  ['cron(0 9 31W 5,6 ? 2026)', '2026-01-01T00:00:00Z', ['2026-05-29T09:00Z']],
  ['cron(0 9 L,15 1 ? 2026)', '2026-01-01T00:00:00Z', ['2026-01-15T09:00Z', '2026-01-31T09:00Z']],
  ['cron(0 9 ? * 6L 2026)', '2026-01-01T00:00:00Z', ['2026-01-30T09:00Z', '2026-02-27T09:00Z']],
  ['cron(0 9 ? * FRIL 2026)', '2026-01-01T00:00:00Z', ['2026-01-30T09:00Z']],
  ['cron(0 9 ? * L 2026)', '2026-01-01T00:00:00Z', ['2026-01-03T09:00Z', '2026-01-10T09:00Z']],
  ['cron(0 9 ? * 3#2 2026)', '2026-01-01T00:00:00Z', ['2026-01-13T09:00Z', '2026-02-10T09:00Z']],
  ['cron(0 9 ? 1-3 MON#5 2026)', '2026-01-01T00:00:00Z', ['2026-03-30T09:00Z']],
  ['cron(0 9 ? * SUN,7 *)', '2026-01-01T00:00:00Z', ['2026-01-03T09:00Z', '2026-01-04T09:00Z']],
  ['cron(30 9 * * ? *)', '2026-01-01T01:30:00Z', ['2026-01-02T01:30Z'], 'Asia/Shanghai'],
  ['cron(0 0 1 * ? *)', '2026-01-30T00:00:00Z', ['2026-01-31T16:00Z', '2026-02-28T16:00Z'], 'Asia/Shanghai'],
  // New York: 02:30 does not exist on 8 March 2026, 01:30 comes twice on 1 November.
  ['cron(30 2 * * ? *)', '2026-03-07T00:00:00Z', ['2026-03-07T07:30Z', '2026-03-09T06:30Z'], 'America/New_York'],
  ['cron(30 1 * * ? *)', '2026-11-01T00:00:00Z', ['2026-11-01T05:30Z', '2026-11-02T06:30Z'], 'America/New_York'],
  [
    'cron(0/30 1-2 1 11 ? *)',
    '2026-11-01T00:00:00Z',
    ['2026-11-01T05:00Z', '2026-11-01T05:30Z', '2026-11-01T07:00Z'],
    'America/New_York',
  ],
  ['cron(0 * * * ? *)', '2026-11-01T06:10:00Z', ['2026-11-01T07:00Z'], 'America/New_York'],
];

describe('parseSchedule', () => {
  it.each(cases.map((row): Required<Case> => [row[0], row[1], row[2], row[3] ?? 'UTC']))(
    'given %s, when asked after %s, then it runs at %j',
    (expression, after, expected, timeZone) => {
      expect(runs(expression, after, Math.max(expected.length, 1), timeZone)).toEqual(expected);
    },
  );

  it.each([
    'rate(1 minutes)',
    'rate(5 minute)',
    'rate(0 minutes)',
    'rate(2 weeks)',
    'cron(0 9 * * * *)',
    'cron(0 9 ? * ? *)',
    'cron(0 9 * * ?)',
    'cron(60 9 * * ? *)',
    'cron(0 9 0 * ? *)',
    'cron(0 9 L-3 * ? *)',
    'cron(0 9 ? * 3#6 *)',
    'cron(0 9 ? * FRI-MON *)',
    'cron(0 9 ? FOO MON *)',
    'cron(*/0 9 * * ? *)',
    'at(2026-02-30T00:00:00)',
    'at(tomorrow)',
    'every day',
  ])('given %s, when parsed, then it is refused', (expression) => {
    expect(() => parseSchedule(expression)).toThrow(Unsupported);
  });

  it('given an unknown time zone, when parsed, then it is refused by name', () => {
    expect(() => parseSchedule('rate(1 minute)', 'Mars/Base')).toThrow(
      expect.objectContaining({ kind: 'time zone', name: 'Mars/Base' }),
    );
  });
});
