import fc from 'fast-check';
import { percentOf, splitByLargestRemainder } from '../../../shared/kernel/money.ts';

const amount = fc.integer({ min: 0, max: 1_000_000_000_000 });
const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 60 });

test('given any amount and weights, when it is split, then the parts add up exactly, none is negative, none off by a unit or more', () => {
  fc.assert(
    fc.property(amount, weights, (total, given) => {
      const parts = splitByLargestRemainder(total, given);
      const sum = given.reduce((a, b) => a + b, 0);
      expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
      expect(parts.every((part) => Number.isInteger(part) && part >= 0)).toBe(true);
      const shares =
        sum === 0 ? given.map(() => [1n, BigInt(given.length)]) : given.map((w) => [BigInt(w), BigInt(sum)]);
      shares.forEach(([weight = 0n, all = 1n], index) => {
        const off = BigInt(parts[index] ?? 0) * all - BigInt(total) * weight;
        expect(off < all && -off < all).toBe(true);
      });
    }),
  );
});

test('given weights in another order, when it is split, then heavier parts never get less', () => {
  fc.assert(
    fc.property(amount, weights, (total, given) => {
      const parts = splitByLargestRemainder(total, given);
      given.forEach((weight, i) => {
        given.forEach((other, j) => {
          if (weight > other) expect(parts[i] ?? 0).toBeGreaterThanOrEqual(parts[j] ?? 0);
        });
      });
    }),
    { numRuns: 50 },
  );
});

test('given any amount and percent, then the discount is within the amount and grows with both', () => {
  const tenths = fc.integer({ min: 0, max: 1_000 });
  fc.assert(
    fc.property(amount, tenths, tenths, (price, a, b) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      const less = percentOf(price, low / 10);
      const more = percentOf(price, high / 10);
      expect(less).toBeGreaterThanOrEqual(0);
      expect(more).toBeLessThanOrEqual(price);
      expect(less).toBeLessThanOrEqual(more);
    }),
  );
});
