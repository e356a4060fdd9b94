/** An amount of money: integer minor units (fen, pence) of one currency (ISO 4217 code). */
export interface Money {
  amount: number;
  currency: string;
}

/**
 * Rounds a fraction of minor units to whole ones, half away from zero. This is the one rounding rule of the house:
 * everything that divides money ends here or in `splitByLargestRemainder`.
 */
export function roundHalfUp(numerator: bigint, denominator: bigint): number {
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const rounded = (2n * n + d) / (2n * d);
  return Number(negative ? -rounded : rounded);
}

/**
 * `percent` of `amount` in minor units, rounded half up. Percents have at most one decimal, so they are taken as tenths
 * of a percent and no float ever touches the amount.
 */
export function percentOf(amount: number, percent: number): number {
  return roundHalfUp(BigInt(amount) * BigInt(Math.round(percent * 10)), 1000n);
}

/**
 * Splits `total` over `weights` so that the parts add up exactly (largest remainder, ties to the earlier part). With all
 * weights zero the split is equal. `total` must be a non-negative integer; weights non-negative integers.
 */
export function splitByLargestRemainder(total: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return [];
  const sum = weights.reduce((a, b) => a + b, 0);
  const shares = sum === 0 ? weights.map(() => 1) : [...weights];
  const all = BigInt(sum === 0 ? weights.length : sum);
  const parts = shares.map((weight, index) => {
    const scaled = BigInt(total) * BigInt(weight);
    return { index, whole: Number(scaled / all), rest: scaled % all };
  });
  let left = total - parts.reduce((a, part) => a + part.whole, 0);
  const byRest = [...parts].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const part of byRest) {
    if (left === 0) break;
    part.whole += 1;
    left -= 1;
  }
  return parts.map((part) => part.whole);
}
