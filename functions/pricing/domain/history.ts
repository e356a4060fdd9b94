import { type Instant, shift } from '../../../shared/kernel/time.ts';
import type { Scope } from './change.ts';

/** One line of a SKU's price history; lines are only ever added. */
export interface HistoryLine {
  sku: string;
  at: Instant;
  id: string;
  /** The base price was set, a change was approved or taken back, the limits were set. */
  what: 'base' | 'change' | 'revert' | 'limits';
  by: string;
  changeId?: string;
  scope?: Scope;
  price?: number;
  /** What the same buyers paid, or would have paid, at `from` without it. */
  previous?: number;
  from?: Instant;
  to?: Instant;
  minimumPrice?: number;
  maximumPrice?: number;
}

const DAY_MS = 86_400_000;

/** `days` before (or, negative, after) an instant. */
export function daysBefore(instant: Instant, days: number): Instant {
  return shift(instant, -days * DAY_MS);
}

const isSame = (a: Scope = {}, b: Scope = {}) =>
  a.channel === b.channel && a.locationId === b.locationId && a.tier === b.tier;

/** Changes that were taken back before they began: nobody ever paid their prices. */
function neverHeld(lines: readonly HistoryLine[]): ReadonlySet<string | undefined> {
  return new Set(
    lines.filter(({ what, at, from = at }) => what === 'revert' && at < from).map(({ changeId }) => changeId),
  );
}

/** The prices that lines tell of for buyers of a scope, of those that begin within `days` of an instant. */
export function recentPrices(lines: readonly HistoryLine[], scope: Scope, around: Instant, days: number): number[] {
  const [first, last] = [daysBefore(around, days), daysBefore(around, -days)];
  const never = neverHeld(lines);
  return lines
    .filter(({ what, changeId }) => what !== 'limits' && !(changeId && never.has(changeId)))
    .filter(({ from, scope: of }) => isSame(of, scope) && within(from, first, last))
    .flatMap(({ price, previous }) => [price, previous].filter((each) => each !== undefined));
}

const within = (at: Instant | undefined, first: Instant, last: Instant) =>
  at !== undefined && first <= at && at <= last;

/** True for a line that tells of a price which does not hold yet, or never did. */
export function isPlanned({ from, at, what }: HistoryLine, now: Instant): boolean {
  return from !== undefined && (from > now || (what === 'revert' && at < from));
}
