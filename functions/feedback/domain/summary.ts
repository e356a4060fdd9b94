import { roundHalfUp } from '../../../shared/kernel/money.ts';
import type { Rating } from './review.ts';

/** All ratings there are. */
export const RATINGS: readonly Rating[] = [1, 2, 3, 4, 5];

/** How many reviews of a product gave each rating. */
export type Histogram = Record<Rating, number>;

/** All ratings of a product taken together. */
export interface Summary {
  count: number;
  /** Rounded half up to two decimals, from integers alone; 0 when there are none. */
  average: number;
  histogram: Histogram;
}

/** The summary of a histogram. */
export function summaryOf(histogram: Histogram): Summary {
  const count = RATINGS.reduce((sum, rating) => sum + histogram[rating], 0);
  const stars = RATINGS.reduce((sum, rating) => sum + rating * histogram[rating], 0);
  const hundredths = count === 0 ? 0 : roundHalfUp(BigInt(stars) * 100n, BigInt(count));
  return { count, average: hundredths / 100, histogram };
}
