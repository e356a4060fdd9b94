import {
  daysBetween,
  knownDays,
  matchedDays,
  stretchOf,
  touchedDays,
} from '../../../functions/effects/domain/calendar.ts';
import { compareDays } from '../../../functions/effects/domain/report.ts';
import { dayAfter } from '../../../shared/kernel/time.ts';

const ZONE = 'Asia/Shanghai';
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

describe('days like those of a promotion', () => {
  test('given a weekend, then the weekends of the four weeks before', () => {
    const { treated, blocks } = matchedDays('2026-11-21', { from: '2026-11-21', to: '2026-11-22' });
    expect(treated).toEqual(['2026-11-21', '2026-11-22']);
    expect(blocks).toEqual([
      ['2026-11-14', '2026-11-15'],
      ['2026-11-07', '2026-11-08'],
      ['2026-10-31', '2026-11-01'],
      ['2026-10-24', '2026-10-25'],
    ]);
  });

  test.each([
    ['2026-11-01', 3],
    ['2026-11-01', 7],
    ['2026-11-01', 10],
    ['2026-10-29', 45],
    ['2024-02-20', 400],
  ])('given %s and %s days, then the same weekdays, none of them its own', (began, length) => {
    const to = dayAfter(began, length - 1);
    const { treated, blocks } = matchedDays(began, { from: began, to });
    expect(treated.length).toBe(Math.min(length, 91));
    for (const days of blocks) {
      expect(days.map(weekday)).toEqual(treated.map(weekday));
      expect(days.every((day) => day < began)).toBe(true);
    }
    expect(new Set(blocks.flat()).size).toBe(blocks.flat().length);
  });

  test('given that it began in the middle of its first day, then that day is neither its own nor like it', () => {
    const { blocks } = matchedDays('2026-11-21', { from: '2026-11-22', to: '2026-11-28' });
    expect(blocks.flat()).not.toContain('2026-11-21');
  });

  test('given that nothing is known before a day, then only blocks that are known as a whole count', () => {
    const { blocks } = matchedDays('2026-11-21', { from: '2026-11-21', to: '2026-11-22' });
    expect(knownDays(blocks, '2026-11-08')).toEqual(['2026-11-14', '2026-11-15']);
    expect(knownDays(blocks, undefined)).toEqual([]);
  });
});

describe('the days on which something ran', () => {
  test('given midnight to midnight of the shop, then those days', () => {
    const run = { start: '2026-11-20T16:00:00.000Z', end: '2026-11-22T16:00:00.000Z' };
    expect(stretchOf(run, ZONE)).toEqual({ from: '2026-11-21', to: '2026-11-22', whole: true });
    expect(touchedDays(run, ZONE)).toMatchObject({ from: '2026-11-21', to: '2026-11-22' });
  });

  test('given a start in the morning and an end in the evening, then the days between', () => {
    const run = { start: '2026-11-20T01:00:00.000Z', end: '2026-11-23T12:00:00.000Z' };
    expect(stretchOf(run, ZONE)).toEqual({ from: '2026-11-21', to: '2026-11-22', whole: true });
  });

  test('given some hours, then the days that they touch, said to be a part', () => {
    const run = { start: '2026-11-20T15:00:00.000Z', end: '2026-11-20T17:00:00.000Z' };
    expect(stretchOf(run, ZONE)).toEqual({ from: '2026-11-20', to: '2026-11-21', whole: false });
  });

  test('given days the wrong way round, then there are none', () => {
    expect(daysBetween('2026-11-02', '2026-11-01')).toEqual([]);
    expect(daysBetween('2026-10-31', '2026-11-01')).toEqual(['2026-10-31', '2026-11-01']);
  });
});

describe('sales of days beside sales of days', () => {
  const row = (date: string, channel: string, revenue: number, refunds = 0) => ({
    date,
    channel,
    tally: { orders: 1, revenue, refunds },
  });

  test('given channels and a day without sales, then days are added up over channels, and that day is nothing', () => {
    const rows = [row('2026-11-02', 'web', 100), row('2026-11-02', 'live', 50, 20), row('2026-10-26', 'web', 30)];
    const days = { treated: ['2026-11-02', '2026-11-03'], control: ['2026-10-26', '2026-10-27'] };
    const { compared } = compareDays([...rows, row('2026-11-09', 'web', 9_999)], days);
    const net = compared.find(({ outcome }) => outcome === 'net')?.lift;
    expect(net).toMatchObject({ with: 65, without: 15, estimate: 50 });
    // No cost is known, so all margins are nothing, and there is nothing to tell.
    expect(compared.find(({ outcome }) => outcome === 'margin')?.lift).toBeUndefined();
  });
});
