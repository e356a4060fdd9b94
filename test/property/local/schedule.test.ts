import fc from 'fast-check';
import { localTimeOf } from '../../../local/local-time.ts';
import { parseSchedule } from '../../../local/schedule.ts';

const MINUTE = 60_000;
const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
const zones = fc.constantFrom('UTC', 'Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Chatham');

/** A list of numbers for a field, or undefined for any. */
const numbers = (min: number, max: number) =>
  fc.option(fc.uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: 4 }), { nil: undefined });
const written = (list: number[] | undefined) => list?.join(',') ?? '*';
const meant = (list: number[] | undefined, value: number) => list === undefined || list.includes(value);

const crons = fc.record({
  minute: numbers(0, 59),
  hour: numbers(0, 23),
  day: numbers(1, 28),
  month: numbers(1, 12),
});

const expressionOf = ({
  minute,
  hour,
  day,
  month,
}: Record<'minute' | 'hour' | 'day' | 'month', number[] | undefined>) =>
  `cron(${written(minute)} ${written(hour)} ${written(day)} ${written(month)} ? *)`;

describe('parseSchedule', () => {
  it('given any cron and zone, when asked, then it runs later, at whole minutes, at a time that its fields name', () => {
    fc.assert(
      fc.property(crons, zones, moments, (cron, zone, after) => {
        const next = parseSchedule(expressionOf(cron), zone).next(after);
        if (next === undefined) throw new Error('a date within 28 days of a month always comes');
        const wall = localTimeOf(next, zone);
        expect(next.getTime()).toBeGreaterThan(after.getTime());
        expect(next.getTime() % MINUTE).toBe(0);
        expect([
          meant(cron.minute, wall.minute),
          meant(cron.hour, wall.hour),
          meant(cron.day, wall.day),
          meant(cron.month, wall.month),
        ]).toEqual([true, true, true, true]);
      }),
    );
  });

  it('given any cron in UTC, when asked, then no minute in between was meant', () => {
    fc.assert(
      fc.property(crons, moments, fc.nat({ max: 2_000 }), (cron, after, minutes) => {
        const next = parseSchedule(expressionOf(cron)).next(after);
        const between = new Date(Math.floor(after.getTime() / MINUTE) * MINUTE + (minutes + 1) * MINUTE);
        fc.pre(next !== undefined && between < next);
        const missed =
          meant(cron.minute, between.getUTCMinutes()) &&
          meant(cron.hour, between.getUTCHours()) &&
          meant(cron.day, between.getUTCDate()) &&
          meant(cron.month, between.getUTCMonth() + 1);
        expect(missed).toBe(false);
      }),
    );
  });

  it('given any moment before the next run, when asked, then it is the same run', () => {
    fc.assert(
      fc.property(crons, zones, moments, fc.double({ min: 0, max: 1, noNaN: true }), (cron, zone, after, part) => {
        const schedule = parseSchedule(expressionOf(cron), zone);
        const next = schedule.next(after);
        const gap = (next?.getTime() ?? 0) - after.getTime();
        const later = new Date(after.getTime() + Math.floor((gap - 1) * part));
        expect(schedule.next(later)).toEqual(next);
      }),
    );
  });
});
