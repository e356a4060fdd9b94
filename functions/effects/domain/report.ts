import type { DayRow } from './figures.ts';
import { groupOf, oneAgainst, welch } from './means.ts';
import { type Lift, liftOfSides } from './sides.ts';
import type { Tally } from './tally.ts';

/** What is compared: orders, what the goods came to after refunds, and what of that was left for the shop. */
export const OUTCOMES = ['orders', 'net', 'margin'] as const;

/** One of them. */
export type Outcome = (typeof OUTCOMES)[number];

const VALUES: Record<Outcome, (tally: Tally) => number> = {
  orders: ({ orders = 0, cancelled = 0 }) => orders - cancelled,
  net: ({ revenue = 0, refunds = 0 }) => revenue - refunds,
  margin: ({ margin = 0 }) => margin,
};

/** One outcome with the promotion and without it; no lift where there is too little to tell. */
export interface Compared {
  outcome: Outcome;
  lift?: Lift;
}

/** All that was compared, by how many on either side. */
export interface Comparison {
  treated: number;
  control: number;
  compared: Compared[];
}

/** Figures of a report need no more than hundredths. */
const hundredths = (value: number) => Math.round(value * 100) / 100;

/** What was compared as staff see it. */
export function presentLifts({ compared }: Comparison) {
  return compared.map(({ outcome, lift }) => {
    if (!lift) return { outcome };
    const rounded = Object.fromEntries(Object.entries(lift).map(([name, value]) => [name, hundredths(value)]));
    const percent = lift.without > 0 ? { percent: hundredths((lift.estimate / lift.without) * 100) } : {};
    return { outcome, lift: { ...rounded, ...percent } };
  });
}

const each = (liftOf: (value: (tally: Tally) => number) => Lift | undefined): Compared[] =>
  OUTCOMES.map((outcome) => {
    const lift = liftOf(VALUES[outcome]);
    return { outcome, ...(lift ? { lift } : {}) };
  });

/** What those who got it by chance bought beside those who were held out; `percent` of all customers were. */
export function compareSides(buyers: readonly { heldOut: boolean; tally: Tally }[], percent: number): Comparison {
  const [out, into] = [buyers.filter(({ heldOut }) => heldOut), buyers.filter(({ heldOut }) => !heldOut)];
  const values = (some: typeof buyers, value: (tally: Tally) => number) => some.map(({ tally }) => value(tally));
  return {
    treated: into.length,
    control: out.length,
    compared: each((value) => liftOfSides(values(into, value), values(out, value), 1 - percent / 100)),
  };
}

/** What each day came to in all its channels; a day without sales to nothing. */
function byDay(rows: readonly DayRow[], days: readonly string[], value: (tally: Tally) => number): number[] {
  const sums = new Map(days.map((day) => [day, 0]));
  for (const { date, tally } of rows) {
    const sum = sums.get(date);
    if (sum !== undefined) sums.set(date, sum + value(tally));
  }
  return [...sums.values()];
}

function liftOfDays(treated: readonly number[], control: readonly number[]): Lift | undefined {
  const [a, b] = [groupOf(treated), groupOf(control)];
  // A sale of one day is the usual thing: nothing is known of its own spread.
  const difference = treated.length === 1 ? oneAgainst(a.mean, b) : welch(a, b);
  if (!difference) return undefined;
  const { estimate, low, high, level } = difference;
  return { with: a.mean, without: b.mean, estimate, low, high, level };
}

/** What the shop sold on the days of a promotion beside days like them before, by day. */
export function compareDays(
  rows: readonly DayRow[],
  { treated, control }: { treated: readonly string[]; control: readonly string[] },
): Comparison {
  return {
    treated: treated.length,
    control: control.length,
    compared: each((value) => liftOfDays(byDay(rows, treated, value), byDay(rows, control, value))),
  };
}
