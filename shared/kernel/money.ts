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

const EXACT_TO_THOUSANDTHS = 1e14;

/**
 * `percent` of `amount` in minor units, rounded half up. Percents have at most one decimal, so they are taken as tenths
 * of a percent and no float ever touches the amount.
 */
export function percentOf(amount: number, percent: number): number {
  const tenths = Math.round(percent * 10);
  const product = amount * tenths;
  // Small enough, whole numbers divide exactly to the thousandth; and carts are small.
  if (amount >= 0 && product <= EXACT_TO_THOUSANDTHS) return Math.floor((product + 500) / 1000);
  return roundHalfUp(BigInt(amount) * BigInt(tenths), 1000n);
}

/** `total * weight / all` as a whole part and a rest, exactly. */
function divided(total: number, weight: number, all: number): { whole: number; rest: number } {
  const scaled = total * weight;
  if (Number.isSafeInteger(scaled)) {
    const rest = scaled % all;
    return { whole: (scaled - rest) / all, rest };
  }
  const exact = BigInt(total) * BigInt(weight);
  return { whole: Number(exact / BigInt(all)), rest: Number(exact % BigInt(all)) };
}

/**
 * Splits `total` over `weights` so that the parts add up exactly (largest remainder, ties to the earlier part). With all
 * weights zero the split is equal. `total` must be a non-negative integer; weights non-negative integers.
 */
export function splitByLargestRemainder(total: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return [];
  const sum = weights.reduce((a, b) => a + b, 0);
  const shares = sum === 0 ? weights.map(() => 1) : weights;
  const all = sum === 0 ? weights.length : sum;
  const parts = shares.map((weight) => divided(total, weight, all));
  const left = total - parts.reduce((a, part) => a + part.whole, 0);
  if (left > 0) {
    // The sort is stable: of equal rests the earlier part is first.
    for (const part of [...parts].sort((a, b) => b.rest - a.rest).slice(0, left)) part.whole += 1;
  }
  return parts.map((part) => part.whole);
}
