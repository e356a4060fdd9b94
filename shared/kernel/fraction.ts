/** An exact fraction of minor units, for reckonings that may be rounded only once, at their end. `under` is positive. */
export interface Fraction {
  over: bigint;
  under: bigint;
}

/** A whole number as a fraction, or `over` parts of `under` (positive). */
export function fraction(over: number | bigint, under: number | bigint = 1n): Fraction {
  return { over: BigInt(over), under: BigInt(under) };
}

/** `a + b`. */
export function plus(a: Fraction, b: Fraction): Fraction {
  if (a.under === b.under) return { over: a.over + b.over, under: a.under };
  return { over: a.over * b.under + b.over * a.under, under: a.under * b.under };
}

/** `a - b`. */
export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { over: -b.over, under: b.under });
}

/** `a x b`. */
export function times(a: Fraction, b: Fraction): Fraction {
  return { over: a.over * b.over, under: a.under * b.under };
}

const isLess = (a: Fraction, b: Fraction) => a.over * b.under < b.over * a.under;

/** The least of some. */
export function least(first: Fraction, ...others: Fraction[]): Fraction {
  return others.reduce((best, one) => (isLess(one, best) ? one : best), first);
}

/** The greatest of some. */
export function greatest(first: Fraction, ...others: Fraction[]): Fraction {
  return others.reduce((best, one) => (isLess(best, one) ? one : best), first);
}
