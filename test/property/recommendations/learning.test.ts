import * as fc from 'fast-check';
import { type Basket, basketSkus, groupByWrites, MAX_SKUS } from '../../../functions/recommendations/domain/basket.ts';
import { countUp, EMPTY, topOf } from '../../../functions/recommendations/domain/counter.ts';
import { type Knowledge, learn } from '../../../functions/recommendations/domain/learning.ts';

const NOTHING: Knowledge = { skus: new Map(), customers: new Map() };
const letters = 'ABCDEFGHIJKL'.split('');

const basket: fc.Arbitrary<Basket> = fc.record(
  {
    eventId: fc.uuid(),
    skus: fc.uniqueArray(fc.constantFrom(...letters), { minLength: 1, maxLength: 6 }),
    customerId: fc.constantFrom('customer_1', 'customer_2'),
    at: fc.integer({ min: 10, max: 59 }).map((minute) => `2026-11-21T08:${minute}:00.000Z`),
  },
  { requiredKeys: ['eventId', 'skus', 'at'] },
);

const baskets = fc.array(basket, { maxLength: 20 });
const shuffled = baskets.chain((all) =>
  fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.integer({ min: 1, max: 30 })),
);

describe('given baskets to learn from', () => {
  test('then neither their order nor how they are grouped makes a difference', () => {
    fc.assert(
      fc.property(shuffled, ([all, arrived, maxWrites]) => {
        const grouped = groupByWrites(arrived, maxWrites).reduce(learn, NOTHING);
        expect(grouped).toEqual(learn(NOTHING, all));
      }),
    );
  });

  test('then a pair is counted from both sides alike, and never more often than each of the two', () => {
    fc.assert(
      fc.property(baskets, (all) => {
        const { skus } = learn(NOTHING, all);
        for (const [sku, { companions, baskets: own }] of skus) {
          for (const [other, count] of Object.entries(companions.counts)) {
            const beside = skus.get(other);
            expect(beside?.companions.counts[sku]).toBe(count);
            expect(count).toBeLessThanOrEqual(Math.min(own, beside?.baskets ?? 0));
          }
        }
      }),
    );
  });

  test('then groups keep every basket, in order, and a basket of the largest size fits one commit of 100 writes', () => {
    fc.assert(
      fc.property(baskets, fc.integer({ min: 1, max: 30 }), (all, maxWrites) => {
        expect(groupByWrites(all, maxWrites).flat()).toEqual(all);
      }),
    );
    const huge = basketSkus(Array.from({ length: 1_000 }, (_, index) => `SKU-${index % 600}`));
    expect(huge).toHaveLength(MAX_SKUS);
    expect(1 + huge.length + 1).toBeLessThanOrEqual(100);
  });
});

describe('given a stream of keys longer than the counter holds', () => {
  const stream = fc.array(fc.constantFrom(...letters), { maxLength: 200 });

  test('then counts are never too low, too high by the floor at most, and what is truly frequent is kept', () => {
    fc.assert(
      fc.property(stream, fc.integer({ min: 1, max: 8 }), (keys, cap) => {
        const counter = countUp(EMPTY, keys, cap);
        const truth = new Map<string, number>();
        for (const key of keys) truth.set(key, (truth.get(key) ?? 0) + 1);
        expect(Object.keys(counter.counts).length).toBeLessThanOrEqual(cap);
        for (const [key, count] of Object.entries(counter.counts)) {
          expect(count).toBeGreaterThanOrEqual(truth.get(key) ?? 0);
          expect(count - counter.floor).toBeLessThanOrEqual(truth.get(key) ?? 0);
        }
        const frequent = [...truth].filter(([, count]) => count > keys.length / cap).map(([key]) => key);
        expect(Object.keys(counter.counts)).toEqual(expect.arrayContaining(frequent));
      }),
    );
  });

  test('then the top is sorted by count and, among equals, by key', () => {
    const counter = countUp(EMPTY, ['B', 'A', 'C', 'C'], 10);
    expect(topOf(counter, 10)).toEqual([
      ['C', 2],
      ['A', 1],
      ['B', 1],
    ]);
  });
});
