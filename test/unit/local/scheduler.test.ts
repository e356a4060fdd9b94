import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSchedule } from '../../../local/schedule.ts';
import type { ScheduleSpec } from '../../../local/schedule-spec.ts';
import { Scheduler } from '../../../local/scheduler.ts';
import { openState, type State } from '../../../local/state.ts';

const minute = 60_000;
const start = Date.UTC(2026, 0, 1);

const spec: ScheduleSpec = {
  name: 'each-minute',
  expression: 'rate(1 minute)',
  schedule: parseSchedule('rate(1 minute)'),
  targets: [
    {
      arn: 'arn',
      kind: 'function',
      name: 'f',
      input: undefined,
      maximumRetries: 0,
      maximumAgeMs: 0,
      deadLetter: undefined,
    },
  ],
};

describe('given a schedule of one minute', () => {
  let folder: string;
  let state: State;
  let fired: string[];
  const open = (): Scheduler =>
    new Scheduler([spec], { state, deliver: ({ name }) => fired.push(name), now: () => Date.now() });
  beforeEach(() => {
    jest.useFakeTimers({ now: start });
    folder = mkdtempSync(join(tmpdir(), 'oneshelf-schedule-'));
    state = openState(folder);
    fired = [];
  });
  afterEach(() => {
    state.close();
    rmSync(folder, { recursive: true });
    jest.useRealTimers();
  });

  test('when three minutes pass, then it has fired three times', () => {
    const scheduler = open();
    scheduler.start();
    expect(fired).toEqual([]);
    jest.advanceTimersByTime(3 * minute);
    scheduler.stop();
    expect(fired).toHaveLength(3);
  });

  test('when the platform was down for an hour, then the missed runs are made up once', () => {
    open().stop();
    jest.setSystemTime(start + 60 * minute + 1);
    const scheduler = open();
    scheduler.start();
    expect(fired).toHaveLength(1);
    jest.advanceTimersByTime(minute);
    scheduler.stop();
    expect(fired).toHaveLength(2);
  });

  test('when it is fired by hand, then it says when it ran last and next', () => {
    const scheduler = open();
    scheduler.fire('each-minute');
    expect(fired).toEqual(['f']);
    expect(scheduler.view()).toEqual([
      {
        name: 'each-minute',
        expression: 'rate(1 minute)',
        nextAt: new Date(start + minute).toISOString(),
        lastAt: new Date(start).toISOString(),
      },
    ]);
  });

  test('when a name is unknown, then firing it is refused', () => {
    expect(() => open().fire('other')).toThrow(expect.objectContaining({ kind: 'schedule', name: 'other' }));
  });
});
