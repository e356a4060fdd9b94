import { progressLine, showProgress } from '../../../scripts/import/progress.ts';

describe('progressLine', () => {
  it.each([
    { done: 250, total: 1_000, elapsed: 10, line: 'invoices: 250 of 1,000, 25/s, 0:30 left' },
    { done: 5_000, total: undefined, elapsed: 2, line: 'invoices: 5,000, 2,500/s' },
    { done: 0, total: 10, elapsed: 0, line: 'invoices: 0 of 10, 0/s' },
  ])('given $done of $total in $elapsed s, then rate and time left', ({ done, total, elapsed, line }) => {
    expect(progressLine('invoices', done, total, elapsed)).toBe(line);
  });
});

describe('showProgress', () => {
  it.each([
    [true, 3],
    [false, 1],
  ])('given a terminal: %s, then lines are shown as often as fits it', (isTTY, shown) => {
    const written: string[] = [];
    let time = 0;
    const screen = { isTTY, write: (text: string) => written.push(text) };
    const progress = showProgress(screen, () => time, 'lines', 4);
    for (const at of [100, 250, 300, 500]) {
      time = at;
      progress.step();
    }
    progress.end();
    expect(written).toHaveLength(shown);
    expect(written.at(-1)).toContain('4 of 4');
  });
});
