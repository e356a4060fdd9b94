import fc from 'fast-check';
import { effectOf, type Sold } from '../../../functions/effects/domain/effect.ts';
import { type Counted, changeOf, plus, sumOf } from '../../../functions/effects/domain/tally.ts';

const tally = fc.dictionary(fc.constantFrom('orders', 'revenue', 'views'), fc.integer({ min: -9, max: 9 }));
const counted = fc.dictionary(fc.constantFrom('a', 'b', 'c'), tally).map((all) => sumOf([all]));

const amount = fc.integer({ min: 0, max: 1_000 });
const sold: fc.Arbitrary<Sold> = fc.record(
  {
    customerId: fc.constantFrom('ann', 'bob'),
    channel: fc.constantFrom('web', 'live'),
    state: fc.constantFrom('placed', 'sold', 'cancelled'),
    revenue: amount,
    refunded: amount,
    cost: amount,
    given: fc.uniqueArray(
      fc.record({
        promotionId: fc.constantFrom('p', 'q', 'r'),
        byFunder: fc.dictionary(fc.constantFrom('shop', 'brand'), amount),
        shipping: amount,
      }),
      { maxLength: 3, selector: ({ promotionId }) => promotionId },
    ),
    arms: fc.array(fc.record({ promotionId: fc.constantFrom('h'), heldOut: fc.boolean() }), { maxLength: 1 }),
  },
  { requiredKeys: ['customerId', 'channel', 'state', 'revenue', 'refunded', 'given', 'arms'] },
);

describe('counters', () => {
  test('take what changed, and stand where the last look found things', () => {
    fc.assert(
      fc.property(counted, counted, (before, after) => {
        expect(sumOf([before, changeOf(before, after)])).toEqual(sumOf([after]));
        expect(changeOf(after, after)).toEqual({});
      }),
    );
  });

  test('are the same in whatever order what they count is added', () => {
    fc.assert(
      fc.property(fc.array(counted, { maxLength: 6 }), (all) => {
        expect(sumOf([...all].reverse())).toEqual(sumOf(all));
      }),
    );
  });

  test('lose nothing to looks between: each order counts as it stood last, however often it was looked at', () => {
    const looks = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), sold), { maxLength: 20 });
    fc.assert(
      fc.property(looks, (seen) => {
        const known = new Map<number, Counted>();
        const added: Counted[] = [];
        for (const [order, state] of seen) {
          const now = effectOf(state, '2026-11-22');
          // Told twice: the second time there is nothing new.
          for (const _again of [1, 2]) {
            added.push(changeOf(known.get(order) ?? {}, now));
            known.set(order, now);
          }
        }
        expect(sumOf(added)).toEqual(sumOf([...known.values()]));
      }),
    );
  });

  test('of funders come to what was given', () => {
    fc.assert(
      fc.property(sold, (sale) => {
        const effect = effectOf({ ...sale, state: 'sold' }, '2026-11-22');
        for (const { promotionId, byFunder } of sale.given) {
          const place = JSON.stringify(['day', promotionId, '2026-11-22', sale.channel]);
          const funders = Object.entries(effect[place] ?? {}).filter(([name]) => name.startsWith('funder:'));
          const given = Object.entries(byFunder).map(([funder, part]) => [`funder:${funder}`, part] as const);
          expect(Object.fromEntries(funders)).toEqual(plus({}, Object.fromEntries(given)));
        }
      }),
    );
  });
});
