import fc from 'fast-check';
import { changeOf, type DealFact, learn, type OrderDeals } from '../../../functions/compliance/domain/order-deals.ts';

const at = '2026-11-01T08:00:00.000Z';
const sold: DealFact = {
  what: 'sold',
  channel: 'web',
  at,
  lines: [
    { sku: 'A', quantity: 3, net: 1_000 },
    { sku: 'A', quantity: 1, net: 400 },
    { sku: 'B', quantity: 2, net: 1_800 },
    { sku: 'GIFT', quantity: 1, net: 0 },
  ],
};
const back = (id: string, quantity: number): DealFact => ({ what: 'returned', id, lines: [{ sku: 'A', quantity }] });
const cancelled: DealFact = { what: 'cancelled' };
const nothing: OrderDeals = { orderId: 'o', version: 0 };

const having = (...facts: DealFact[]) => facts.reduce(learn, nothing);
const liveOf = (order: OrderDeals) => changeOf(nothing, order).put.map(({ sku, price }) => [sku, price]);

describe('the deals of an order', () => {
  test('given a paid order, then each SKU has one deal at its lowest unit price, and a gift has none', () => {
    expect(liveOf(having(sold))).toEqual([
      ['A', 333],
      ['B', 900],
    ]);
  });

  test('given units that came back, then the deal counts until the last of them did', () => {
    expect(liveOf(having(sold, back('r1', 3)))).toContainEqual(['A', 333]);
    expect(liveOf(having(sold, back('r1', 3), back('r1', 3)))).toContainEqual(['A', 333]);
    expect(liveOf(having(sold, back('r1', 3), back('r2', 1)))).toEqual([['B', 900]]);
  });

  test('given a cancelled order, then none counts, and what was written is removed', () => {
    expect(changeOf(having(sold), having(sold, cancelled))).toMatchObject({
      put: [],
      remove: [{ sku: 'A' }, { sku: 'B' }],
    });
    expect(changeOf(having(cancelled), having(cancelled, sold))).toMatchObject({
      put: [],
      remove: [{ sku: 'A' }, { sku: 'B' }],
    });
  });

  test('given facts in any order and again, then the same deals stand', () => {
    const facts = [sold, back('r1', 2), back('r2', 2), cancelled];
    const wanted = new Map<string, unknown>();
    fc.assert(
      fc.property(fc.subarray(facts), fc.infiniteStream(fc.nat()), (some, draws) => {
        const shuffled = [...some, ...some]
          .map((fact) => ({ fact, turn: draws.next().value }))
          .sort((a, b) => a.turn - b.turn)
          .map(({ fact }) => fact);
        const name = some.map((fact) => facts.indexOf(fact)).join();
        if (!wanted.has(name)) wanted.set(name, liveOf(having(...some)));
        expect(liveOf(having(...shuffled))).toEqual(wanted.get(name));
      }),
    );
  });
});
