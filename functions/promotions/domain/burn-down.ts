import type { Instant } from '../../../shared/kernel/time.ts';
import { type Amounts, MEASURES, type Measure } from './account.ts';

/** What of an account lies where. */
export interface Totals {
  left: Amounts;
  held: Record<Measure, number>;
  spent: Record<Measure, number>;
}

/** How far accounts are told of, in percent of what they grant. */
export const ALERTS = [50, 80, 100] as const;

/** One of them. */
export type AlertLevel = (typeof ALERTS)[number];

/** An alert that was told. */
export interface Alert {
  percent: AlertLevel;
  at: Instant;
}

/** The share that is held or spent of whatever is scarcest, in whole percent, rounded down. */
export function percentGiven(granted: Amounts, { held, spent }: Totals): number {
  const shares = MEASURES.filter((measure) => (granted[measure] ?? 0) > 0).map((measure) =>
    Math.floor(((held[measure] + spent[measure]) * 100) / (granted[measure] ?? 1)),
  );
  return Math.max(0, ...shares);
}

/** The alerts that are due and were not told yet. */
export function alertsDue(percent: number, told: readonly Alert[]): AlertLevel[] {
  return ALERTS.filter((level) => level <= percent && !told.some((alert) => alert.percent === level));
}

/** How an account stood when it was last looked at in an hour. */
export interface HourPoint {
  /** The hour, in UTC: `2026-11-22T04`. */
  hour: string;
  held: number;
  spent: number;
  uses: number;
}

/** The hour of an instant. */
export const hourOf = (now: Instant): string => now.slice(0, 'YYYY-MM-DDTHH'.length);

/** What was given in each hour (held or spent by its end, less than nothing where more came back), the earliest first. */
export function perHour(points: readonly HourPoint[]) {
  return points.map(({ hour, held, spent, uses }, index) => {
    const before = points[index - 1];
    return { hour, given: held + spent - ((before?.held ?? 0) + (before?.spent ?? 0)), held, spent, uses };
  });
}
