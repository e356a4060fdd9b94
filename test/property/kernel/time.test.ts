import fc from 'fast-check';
import { epochSeconds, fromWallClock, localDate, shift, wallClock } from '../../../shared/kernel/time.ts';

const zone = fc.constantFrom('Asia/Shanghai', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'UTC');
const instant = fc
  .date({ min: new Date('1995-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000).toISOString());

test('given any instant, when its wall clock is read back, then it is the same instant or the first with that clock', () => {
  fc.assert(
    fc.property(instant, zone, (at, timeZone) => {
      const { date, time } = wallClock(at, timeZone);
      const back = fromWallClock(`${date}T${time}`, timeZone);
      expect(wallClock(back, timeZone)).toEqual({ date, time });
      expect(back <= at).toBe(true);
      expect(Date.parse(at) - Date.parse(back)).toBeLessThanOrEqual(7_200_000);
    }),
  );
});

test.each([
  ['2026-03-29T01:30:00', 'Europe/London', '2026-03-29T01:30:00.000Z'],
  ['2026-10-25T01:30:00', 'Europe/London', '2026-10-25T00:30:00.000Z'],
  ['2010-12-01T08:26:00', 'Europe/London', '2010-12-01T08:26:00.000Z'],
  ['2026-11-21T00:00:00', 'Asia/Shanghai', '2026-11-20T16:00:00.000Z'],
])('given %s in %s, which a clock change may skip or repeat, then it is %s', (local, timeZone, at) => {
  expect(fromWallClock(local, timeZone)).toBe(at);
});

test('given any instant, when it is moved there and back, then it is the same; its day changes with the zone only', () => {
  fc.assert(
    fc.property(instant, fc.integer({ min: -1e10, max: 1e10 }), (at, by) => {
      expect(shift(shift(at, by), -by)).toBe(at);
      expect(epochSeconds(at) * 1000).toBe(Date.parse(at));
      expect(localDate(at, 'UTC')).toBe(at.slice(0, 10));
    }),
  );
});
