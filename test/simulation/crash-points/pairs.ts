import { Random } from '../world/random.ts';
import type { Point } from './points.ts';

/** Every ordered pair of points of one chapter. */
export function allPairs(points: readonly Point[]): Point[][] {
  return points.flatMap((first) => points.map((second) => [first, second]));
}

/** Some of them, always the same. */
export function somePairs(points: readonly Point[], count: number): Point[][] {
  const random = new Random(1, 'pairs');
  return Array.from({ length: count }, () => [random.pick(points), random.pick(points)]);
}
