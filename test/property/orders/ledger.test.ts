import fc from 'fast-check';
import { ledgerOf, netOf, type Parts, shares, sumOf } from '../../../functions/orders/domain/ledger.ts';
import { unitShares } from '../../../functions/orders/domain/unit-shares.ts';
import { anOrder } from '../../support/an-order.ts';
import { paidFor, type Sold, soldOrders } from '../../support/sold-orders.ts';

/** Every unit of every line by itself. */
function unitsOf(sold: Sold): Parts[][] {
  const lines = ledgerOf(sold);
  return lines.map((line) =>
    Array.from({ length: line.quantity }, (_, unit) => {
      const [until, before] = [shares([line], [unit + 1])[0] as Parts, shares([line], [unit])[0] as Parts];
      const grants = until.grants.map((grant, at) => ({ ...grant, amount: grant.amount - before.grants[at]!.amount }));
      return {
        gross: until.gross - before.gross,
        grants,
        shipping: until.shipping - before.shipping,
        tax: until.tax - before.tax,
        taxIncluded: until.taxIncluded - before.taxIncluded,
      };
    }),
  );
}

const totalOf = (parts: Parts) => netOf(parts) + parts.shipping + parts.tax;
const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

describe('the discount ledger', () => {
  test('no unit costs less than nothing, and none is given a discount of less than nothing', () => {
    fc.assert(
      fc.property(soldOrders, (sold) => {
        for (const unit of unitsOf(sold).flat()) {
          expect(netOf(unit)).toBeGreaterThanOrEqual(0);
          for (const { amount } of unit.grants) expect(amount).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test('the units of a line add up to the line, for every promotion and as money paid', () => {
    fc.assert(
      fc.property(soldOrders, (sold) => {
        unitsOf(sold).forEach((units, at) => {
          const line = sold.lines[at]!;
          for (const { promotionId, amount } of line.discounts) {
            const given = units.flatMap(({ grants }) => grants.filter((grant) => grant.promotionId === promotionId));
            expect(sum(given.map((grant) => grant.amount))).toBe(amount);
          }
          expect(sum(units.map(netOf))).toBe(line.net);
        });
        expect(sum(unitsOf(sold).flat().map(totalOf))).toBe(paidFor(sold));
      }),
    );
  });

  test('units of a line differ by one minor unit at most, in every entry and in the whole', () => {
    fc.assert(
      fc.property(soldOrders, (sold) => {
        for (const units of unitsOf(sold)) {
          const spread = (numbers: number[]) => Math.max(...numbers) - Math.min(...numbers);
          expect(spread(units.map(netOf))).toBeLessThanOrEqual(1);
          units[0]!.grants.forEach((_, at) => {
            expect(spread(units.map(({ grants }) => grants[at]!.amount))).toBeLessThanOrEqual(1);
          });
        }
      }),
    );
  });

  test('units that are told to cost the same do, one by one', () => {
    fc.assert(
      fc.property(soldOrders, (sold) => {
        const told = unitShares(anOrder({ ...sold }));
        unitsOf(sold).forEach((units, at) => {
          const each = told[at]!.units.flatMap(({ from, to, ...unit }) =>
            Array.from({ length: to - from + 1 }, () => unit),
          );
          const exact = units.map(({ grants, shipping, tax, ...unit }) => {
            return {
              net: netOf({ ...unit, grants }),
              grants: grants.filter(({ amount }) => amount > 0),
              shipping,
              tax,
            };
          });
          expect(each).toEqual(exact);
        });
      }),
    );
  });

  test('every promotion is paid for by its funders to the minor unit, under its own version', () => {
    fc.assert(
      fc.property(soldOrders, (sold) => {
        const { grants } = sumOf(unitsOf(sold).flat());
        for (const { promotionId, version, funders = [] } of sold.terms) {
          const own = grants.filter((grant) => grant.promotionId === promotionId);
          const given = sold.lines.flatMap(({ discounts }) =>
            discounts.filter((one) => one.promotionId === promotionId),
          );
          expect(sum(own.map(({ amount }) => amount))).toBe(sum(given.map(({ amount }) => amount)));
          expect(own.every((grant) => grant.version === version)).toBe(true);
          const known = [...funders.map(({ funder }) => funder), 'shop'];
          expect(own.every(({ funder }) => known.includes(funder))).toBe(true);
          for (const { funder, percent } of funders) {
            const share = sum(own.filter((grant) => grant.funder === funder).map(({ amount }) => amount));
            const exact = (sum(given.map(({ amount }) => amount)) * percent) / 100;
            expect(Math.abs(share - exact)).toBeLessThanOrEqual(given.length);
          }
        }
      }),
    );
  });
});
