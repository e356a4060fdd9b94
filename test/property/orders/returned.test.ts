import fc from 'fast-check';
import { owedFor } from '../../../functions/orders/domain/returned.ts';
import { paidFor, type Sold, soldOrders } from '../../support/sold-orders.ts';

/** Every unit of an order by its SKU, in an order of its own. */
const returning = soldOrders.chain((sold) => {
  const units = sold.lines.flatMap(({ sku, quantity }) => Array.from({ length: quantity }, () => sku));
  return fc.record({
    sold: fc.constant(sold),
    units: fc.shuffledSubarray(units, { minLength: units.length }),
    others: fc.shuffledSubarray(units, { minLength: units.length }),
  });
});

/** The threshold was rounded up on the one line it was given for, and its other line was never given anything. */
const roundedUp: Sold = {
  lines: [
    {
      sku: 'A',
      quantity: 1,
      unitPrice: 60,
      gross: 60,
      discounts: [{ promotionId: 'promo_0', label: 'Any', amount: 1 }],
      net: 59,
      shipping: 0,
      tax: 30,
    },
    { sku: 'A', quantity: 3, unitPrice: 1, gross: 3, discounts: [], net: 3 },
  ],
  terms: [
    {
      promotionId: 'promo_0',
      version: 1,
      returns: { policy: 'reprice', tiers: [{ quantity: 1, percent: 0.8 }], repeat: false },
    },
  ],
};
const fourOfA = ['A', 'A', 'A', 'A'];

/** What is paid back with each unit when they come one by one. */
function oneByOne(sold: Sold, units: readonly string[]): number[] {
  const back: Record<string, number> = {};
  let paid = 0;
  return units.map((sku) => {
    back[sku] = (back[sku] ?? 0) + 1;
    const { total } = owedFor(sold, back);
    const refund = total - paid;
    paid = total;
    return refund;
  });
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

describe('refunds of returned goods, under every policy', () => {
  test('no return takes money from the buyer, and all returned is all paid, in whatever order', () => {
    fc.assert(
      fc.property(returning, ({ sold, units, others }) => {
        for (const path of [units, others]) {
          const refunds = oneByOne(sold, path);
          expect(Math.min(...refunds)).toBeGreaterThanOrEqual(0);
          expect(sum(refunds)).toBe(paidFor(sold));
        }
      }),
      { numRuns: 1_000, examples: [[{ sold: roundedUp, units: fourOfA, others: fourOfA }]] },
    );
  });

  test('what is owed is what the ledger says less what was lost', () => {
    fc.assert(
      fc.property(returning, fc.nat(), ({ sold, units }, many) => {
        const back: Record<string, number> = {};
        for (const sku of units.slice(0, many % (units.length + 1))) back[sku] = (back[sku] ?? 0) + 1;
        const { total, parts, lost, worth } = owedFor(sold, back);
        const given = sum(parts.grants.map(({ amount }) => amount));
        expect(total).toBe(parts.gross - given + parts.shipping + parts.tax - lost);
        expect(sum(worth)).toBe(total + lost);
        expect(Math.min(...worth)).toBeGreaterThanOrEqual(0);
        if (sold.terms.every(({ returns }) => returns === undefined)) expect(lost).toBe(0);
        if (sold.terms.every(({ returns }) => returns?.policy !== 'reprice')) expect(lost).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });
});
