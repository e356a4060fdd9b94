import fc from 'fast-check';
import { baselinePrice, comparedPrice, dealsBefore } from '../../../functions/compliance/domain/base-price.ts';

const START = Date.UTC(2026, 10, 11);
const DAY_MS = 86_400_000;
const start = new Date(START).toISOString();

const aDeal = fc.record({
  at: fc.integer({ min: START - 20 * DAY_MS, max: START + DAY_MS }).map((at) => new Date(at).toISOString()),
  price: fc.integer({ min: 1, max: 100_000 }),
});
const someDeals = fc.array(aDeal, { maxLength: 30 });

/** The rule once more, as slowly as the law reads. */
function base(deals: readonly { at: string; price: number }[]): number | null {
  const sorted = deals
    .filter(({ at }) => at < start)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : b.price - a.price));
  const week = sorted.filter(({ at }) => Date.parse(at) >= START - 7 * DAY_MS);
  if (week.length > 0) return [...week].sort((a, b) => a.price - b.price)[0]?.price ?? null;
  return sorted.at(-1)?.price ?? null;
}

test('given any deals, then the base is that of the rule, whatever order they come in', () => {
  fc.assert(
    fc.property(someDeals, fc.boolean(), (deals, turned) => {
      const told = turned ? [...deals].reverse() : deals;
      expect(baselinePrice(dealsBefore(told, start))).toBe(base(deals));
    }),
    { numRuns: 300 },
  );
});

test('given one more deal of the week, then the base never rises, and no price becomes true that was not', () => {
  fc.assert(
    fc.property(someDeals, aDeal, fc.integer({ min: 1, max: 100_000 }), (deals, extra, price) => {
      const inWeek = { ...extra, at: new Date(START - 1).toISOString() };
      const before = dealsBefore([...deals, { at: new Date(START - 2).toISOString(), price: 50_000 }], start);
      const after = dealsBefore([...deals, { at: new Date(START - 2).toISOString(), price: 50_000 }, inWeek], start);
      expect(baselinePrice(after) ?? 0).toBeLessThanOrEqual(baselinePrice(before) ?? 0);
      if (comparedPrice(price, before) === 'too-high') expect(comparedPrice(price, after)).toBe('too-high');
    }),
    { numRuns: 300 },
  );
});
