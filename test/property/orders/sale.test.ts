import fc from 'fast-check';
import type { Order } from '../../../functions/orders/domain/order.ts';
import { saleOf } from '../../../functions/orders/domain/sale.ts';
import { anOrder } from '../../support/an-order.ts';
import { type Sold, soldOrders } from '../../support/sold-orders.ts';

const paid = [{ status: 'PAID' as const, at: '2026-11-21T08:01:00.000Z', actor: 'payment', correlationId: 'c' }];
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

const COSTS = { A: 10, B: 20, C: 30, D: 40 };

function orderOf({ lines, terms }: Sold, more: Partial<Order> = {}): Order {
  const applied = terms.map(({ promotionId }) => ({ promotionId, label: '', amount: 0 }));
  const promotions = { applied, rejected: [], hints: [] };
  return anOrder({
    lines,
    terms,
    promotions,
    status: 'PAID',
    history: paid,
    basis: { lines: [], costs: COSTS },
    ...more,
  });
}

const unitsOf = ({ lines }: Sold) => {
  const units: Record<string, number> = {};
  for (const { sku, quantity } of lines) units[sku] = (units[sku] ?? 0) + quantity;
  return units;
};

const givenIn = (order: Order) => sum(saleOf(order).given.flatMap(({ byFunder }) => Object.values(byFunder)));

/** An order of which some units came back. */
const partly = soldOrders.chain((sold) => {
  const units = sold.lines.flatMap(({ sku, quantity }) => Array.from({ length: quantity }, () => sku));
  return fc.record({ sold: fc.constant(sold), back: fc.shuffledSubarray(units) });
});

describe('an order as a sale', () => {
  test('before anything came back: what was paid for goods, what each promotion gave by funder, what the goods cost', () => {
    fc.assert(
      fc.property(soldOrders, (sold) => {
        const sale = saleOf(orderOf(sold));
        const { lines } = sold;
        expect(sale).toMatchObject({ state: 'sold', refunded: 0, revenue: sum(lines.map(({ net }) => net)) });
        expect(givenIn(orderOf(sold))).toBe(sum(lines.map(({ gross, net }) => gross - net)));
        expect(sale.cost).toBe(sum(lines.map(({ sku, quantity }) => COSTS[sku as 'A'] * quantity)));
      }),
      { numRuns: 60 },
    );
  });

  test('when all came back, in whatever way, then nothing is left of it', () => {
    fc.assert(
      fc.property(soldOrders, (sold) => {
        const returned = saleOf(orderOf(sold, { returned: unitsOf(sold) }));
        const cancelled = saleOf(orderOf(sold, { status: 'CANCELLED' }));
        for (const { revenue, refunded, cost, given } of [returned, cancelled]) {
          expect([refunded, cost]).toEqual([revenue, 0]);
          expect(given.flatMap(({ byFunder }) => Object.values(byFunder))).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('when some came back, then no more than was paid and given went with them, and the rest cost what it cost', () => {
    fc.assert(
      fc.property(partly, ({ sold, back }) => {
        const returned: Record<string, number> = {};
        for (const sku of back) returned[sku] = (returned[sku] ?? 0) + 1;
        const [whole, part] = [saleOf(orderOf(sold)), saleOf(orderOf(sold, { returned }))];
        expect(part.refunded).toBeGreaterThanOrEqual(0);
        expect(part.refunded).toBeLessThanOrEqual(whole.revenue);
        expect(givenIn(orderOf(sold, { returned }))).toBeLessThanOrEqual(givenIn(orderOf(sold)));
        expect(part.cost).toBe((whole.cost ?? 0) - sum(back.map((sku) => COSTS[sku as 'A'])));
      }),
      { numRuns: 60 },
    );
  });
});
