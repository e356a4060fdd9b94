import { bothTails, quantile } from './student.ts';

/** What is known of a group: how many, their mean, and their variance (with n - 1). */
export interface Group {
  count: number;
  mean: number;
  variance: number;
}

/** A figure with the interval that covers the true one with probability `level`. */
export interface Estimate {
  estimate: number;
  low: number;
  high: number;
  level: number;
}

/** The difference of two means. `freedom` by Welch-Satterthwaite; `p` for "there is none". */
export interface Difference extends Estimate {
  freedom: number;
  p: number;
}

/** The level of every interval that is shown. */
export const LEVEL = 0.95;

/** Sums up values (Welford's method: no sum of squares that loses digits). */
export function groupOf(values: Iterable<number>): Group {
  let [count, mean, squares] = [0, 0, 0];
  for (const value of values) {
    count += 1;
    const step = value - mean;
    mean += step / count;
    squares += step * (value - mean);
  }
  return { count, mean, variance: count > 1 ? squares / (count - 1) : 0 };
}

/**
 * How much the mean of `treated` is above that of `control`, with Welch's interval: the groups may differ in size and
 * spread. Undefined where a group has fewer than two, or nobody in either differs from anybody else.
 */
export function welch(treated: Group, control: Group, level = LEVEL): Difference | undefined {
  if (treated.count < 2 || control.count < 2) return undefined;
  const [a, b] = [treated.variance / treated.count, control.variance / control.count];
  if (a + b === 0) return undefined;
  const freedom = (a + b) ** 2 / (a ** 2 / (treated.count - 1) + b ** 2 / (control.count - 1));
  const estimate = treated.mean - control.mean;
  const error = Math.sqrt(a + b);
  const reach = quantile(level, freedom) * error;
  return {
    estimate,
    low: estimate - reach,
    high: estimate + reach,
    level,
    freedom,
    p: bothTails(estimate / error, freedom),
  };
}

/**
 * How much a single value is above the mean of a group, with the interval in which one more of the group would lie: as if the
 * single one had the group's spread. Undefined where the group has fewer than two, or is all alike.
 */
export function oneAgainst(value: number, { count, mean, variance }: Group, level = LEVEL): Estimate | undefined {
  if (count < 2 || variance === 0) return undefined;
  const reach = quantile(level, count - 1) * Math.sqrt(variance * (1 + 1 / count));
  const estimate = value - mean;
  return { estimate, low: estimate - reach, high: estimate + reach, level };
}
