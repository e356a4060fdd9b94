/** Where progress is shown; `process.stderr` fits. */
export interface Screen {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** A count of something that goes towards a known or unknown total. */
export interface Progress {
  /** `by` more are done. */
  step(by?: number): void;
  /** Shows the last figures and ends the line. */
  end(): void;
}

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

/** One line of figures: how many, of how many, how fast, and how long still. `elapsed` in seconds. */
export function progressLine(what: string, done: number, total: number | undefined, elapsed: number): string {
  const rate = elapsed > 0 ? done / elapsed : 0;
  const of = total === undefined ? '' : ` of ${total.toLocaleString('en')}`;
  const left = total === undefined || rate === 0 ? '' : `, ${clock((total - done) / rate)} left`;
  return `${what}: ${done.toLocaleString('en')}${of}, ${Math.round(rate).toLocaleString('en')}/s${left}`;
}

/**
 * Shows progress on `screen`: rewritten in place on a terminal, a new line every five seconds elsewhere. `now` is in
 * milliseconds.
 */
export function showProgress(screen: Screen, now: () => number, what: string, total?: number): Progress {
  const start = now();
  const pause = screen.isTTY ? 200 : 5_000;
  let shown = start;
  let done = 0;
  const show = (end: string) => {
    shown = now();
    const line = progressLine(what, done, total, (shown - start) / 1000);
    screen.write(screen.isTTY ? `\r\u001b[K${line}${end}` : `${line}\n`);
  };
  return {
    step(by = 1) {
      done += by;
      if (now() - shown >= pause) show('');
    },
    end: () => show('\n'),
  };
}
