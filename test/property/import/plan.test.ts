import fc from 'fast-check';
import { bringBack, takeOver } from '../../../functions/orders/domain/imported.ts';
import type { Order } from '../../../functions/orders/domain/order.ts';
import { minorUnits, readable } from '../../../scripts/import/minor-units.ts';
import type { Line, Reading } from '../../../scripts/import/online-retail.ts';
import { makePlan, type Plan } from '../../../scripts/import/plan.ts';

const pad = (value: number) => String(value).padStart(2, '0');

const lineArbitrary = fc.record({
  isReturn: fc.boolean(),
  invoice: fc.integer({ min: 1, max: 8 }),
  sku: fc.constantFrom('TEA', 'POT'),
  quantity: fc.integer({ min: 1, max: 6 }),
  unitPrice: fc.integer({ min: 1, max: 4 }),
  customer: fc.constantFrom('ann', 'bob'),
});

type Drawn = typeof lineArbitrary extends fc.Arbitrary<infer T> ? T : never;

/** An invoice has one time and one customer, whatever its lines drew. */
function lineOf({ isReturn, invoice, customer: _, ...rest }: Drawn): Reading {
  const number = isReturn ? `C${invoice}` : String(invoice);
  const at = `2010-12-${pad(1 + ((invoice * 5 + (isReturn ? 3 : 0)) % 28))}T08:00:00`;
  const customer = invoice % 2 === 0 ? 'ann' : 'bob';
  return { line: { ...rest, kind: isReturn ? 'return' : 'sale', invoice: number, description: '', at, customer } };
}

const readingsArbitrary = fc.array(lineArbitrary, { maxLength: 40 }).map((lines) => lines.map(lineOf));

/** The orders an import of the plan would make, as the shop keeps them. */
function ordersOf({ invoices }: Plan): Map<string, Order> {
  return new Map(
    invoices.map(({ number, at, customer, lines }) => {
      const names = { orderId: number, source: 's', externalId: number, placedAt: at, customerRef: customer };
      return [number, takeOver({ ...names, currency: 'GBP', lines }, 'c', 'e')];
    }),
  );
}

const units = (lines: readonly Pick<Line, 'quantity'>[]) => lines.reduce((sum, { quantity }) => sum + quantity, 0);

describe('plan of an import', () => {
  it('the shop accepts every planned return, one order’s after the other, and never gives back more than was paid', () => {
    fc.assert(
      fc.property(readingsArbitrary, (readings) => {
        const plan = makePlan(readings, {});
        const orders = ordersOf(plan);
        for (const { order, lines } of plan.returns)
          orders.set(order, bringBack(orders.get(order) as Order, lines).order);
        const overpaid = [...orders.values()].filter(({ refundTotal = 0, total }) => refundTotal > total);
        expect(overpaid).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('every line has exactly one fate, and a matched return comes back whole', () => {
    fc.assert(
      fc.property(readingsArbitrary, (readings) => {
        const plan = makePlan(readings, {});
        const sources = new Set(plan.returns.flatMap((planned) => planned.sources));
        const sold = plan.invoices.flatMap(({ lines }) => lines);
        expect(sold.length + sources.size + plan.setAside.length).toBe(readings.length);
        expect(units(plan.returns.flatMap(({ lines }) => lines))).toBe(units([...sources]));
      }),
    );
  });

  it('however the days are cut, the parts make the whole', () => {
    fc.assert(
      fc.property(readingsArbitrary, fc.integer({ min: 1, max: 27 }), (readings, day) => {
        const whole = makePlan(readings, {});
        const parts = [
          makePlan(readings, { to: `2010-12-${pad(day)}` }),
          makePlan(readings, { from: `2010-12-${pad(day + 1)}` }),
        ];
        const names = (plan: Plan) => plan.returns.map(({ externalId, lines }) => `${externalId} ${units(lines)}`);
        expect(parts.flatMap(names).sort()).toEqual(names(whole).sort());
        expect(parts.flatMap((plan) => plan.invoices).length).toBe(whole.invoices.length);
      }),
    );
  });
});

describe('minor units', () => {
  it('what is written can be read back, for any number of decimals', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        fc.integer({ min: 0, max: 3 }),
        (amount, digits) => {
          expect(minorUnits(readable(BigInt(amount), digits).replaceAll(',', ''), digits)).toBe(amount);
        },
      ),
    );
  });

  it('rounding moves an amount by half a unit at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 9_999 }), (whole, tail) => {
        const rounded = minorUnits(`${whole}.${String(tail).padStart(4, '0')}`, 2) ?? 0;
        expect(Math.abs(rounded * 100 - (whole * 10_000 + tail))).toBeLessThanOrEqual(50);
      }),
    );
  });
});
