/**
 * Student's t distribution, by the regularised incomplete beta function (continued fraction of Numerical Recipes 6.4, Lentz's
 * method). Good to about twelve digits, which is more than any interval deserves.
 */

const TINY = 1e-300;
const CLOSE = 1e-15;
const MOST_TERMS = 400;

/** Lanczos' approximation (g = 7, n = 9). */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const base = x + 6.5;
  const series = LANCZOS.reduce((sum, term, n) => (n === 0 ? term : sum + term / (x - 1 + n)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(series);
}

const notZero = (value: number) => (value < TINY && value > -TINY ? TINY : value);

/** The numerator of term `n` (from 1) of the continued fraction of the incomplete beta function. */
function numerator(n: number, x: number, a: number, b: number): number {
  const isEven = n % 2 === 0;
  const m = isEven ? n / 2 : (n - 1) / 2;
  if (isEven) return (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
  return (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
}

function continuedFraction(x: number, a: number, b: number): number {
  let [c, d, value] = [1, 0, 1];
  for (let n = 1; n <= MOST_TERMS; n += 1) {
    const top = numerator(n, x, a, b);
    d = 1 / notZero(1 + top * d);
    c = notZero(1 + top / c);
    value *= c * d;
    const step = c * d - 1;
    if (step < CLOSE && step > -CLOSE) break;
  }
  return 1 / value;
}

function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x);
  return (Math.exp(front) * continuedFraction(x, a, b)) / a;
}

/** The probability that |t| is above `t`, with `freedom` degrees of freedom (not necessarily whole). */
export function bothTails(t: number, freedom: number): number {
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
}

/** The t that |t| stays below with probability `level` (0.95, say). */
export function quantile(level: number, freedom: number): number {
  let [low, high] = [0, 1];
  while (bothTails(high, freedom) > 1 - level) high *= 2;
  for (let halving = 0; halving < 50; halving += 1) {
    const middle = (low + high) / 2;
    if (bothTails(middle, freedom) > 1 - level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
