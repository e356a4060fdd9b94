import fc from 'fast-check';
import { gapsIn, type Range, withNumber } from '../../../functions/orders/domain/till.ts';

const numbers = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 40 });
const spread = (ranges: readonly Range[]) =>
  ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => from + at));

test('given numbers in any order and any number of times, then the ranges hold them once and the gaps all between', () => {
  fc.assert(
    fc.property(numbers, (told) => {
      const ranges = told.reduce<Range[]>(withNumber, []);
      const known = [...new Set(told)].sort((a, b) => a - b);
      expect(spread(ranges)).toEqual(known);
      const between = Array.from({ length: Math.max(...known) }, (_, at) => at + 1).filter(
        (number) => number > Math.min(...known) && !known.includes(number),
      );
      expect(spread(gapsIn(ranges))).toEqual(between);
      expect(ranges.length).toBe(gapsIn(ranges).length + 1);
    }),
  );
});
