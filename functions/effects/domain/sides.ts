import { type Estimate, LEVEL } from './means.ts';
import { quantile } from './student.ts';

/** How much more one side came to than the other, in the same measure. */
export interface Lift extends Estimate {
  with: number;
  without: number;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const squares = (values: readonly number[]) => values.reduce((total, value) => total + value * value, 0);

/**
 * How much more all customers come to with a promotion than without it, when chance gave it to `share` of them and `treated` and
 * `control` are what those who bought came to. Whoever bought nothing counts as nothing: this is Welch's interval of the means
 * over all customers of both sides, which no longer depends on how many there are once they are many more than buyers.
 * Undefined where a side has fewer than two buyers.
 */
export function liftOfSides(treated: readonly number[], control: readonly number[], share: number): Lift | undefined {
  if (treated.length < 2 || control.length < 2) return undefined;
  const rest = 1 - share;
  const [a, b] = [squares(treated) / share ** 2, squares(control) / rest ** 2];
  if (a + b === 0) return undefined;
  const freedom = (a + b) ** 2 / (a ** 2 / (treated.length - 1) + b ** 2 / (control.length - 1));
  const [with_, without] = [sum(treated) / share, sum(control) / rest];
  const estimate = with_ - without;
  const reach = quantile(LEVEL, freedom) * Math.sqrt(a + b);
  return { with: with_, without, estimate, low: estimate - reach, high: estimate + reach, level: LEVEL };
}
