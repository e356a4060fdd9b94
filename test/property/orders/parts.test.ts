import fc from 'fast-check';
import { pick } from '../../../functions/deliveries/domain/shipping.ts';
import type { Holding, Order } from '../../../functions/orders/domain/order.ts';
import { arrive, leftToShip, shipPart } from '../../../functions/orders/domain/parts.ts';
import { aMover, anOrder } from '../../support/an-order.ts';

const holding = fc.record({
  sku: fc.constantFrom('TEA', 'CUP', 'PEN'),
  locationId: fc.constantFrom('main', 'store-1'),
  quantity: fc.integer({ min: 1, max: 5 }),
});

const units = (lines: readonly { quantity: number }[]) => lines.reduce((sum, { quantity }) => sum + quantity, 0);

const asks = fc.array(
  fc.record({ sku: fc.constantFrom('TEA', 'CUP', 'PEN', 'GONE'), quantity: fc.integer({ min: 1, max: 4 }) }),
  { minLength: 1, maxLength: 3 },
);

/** Ships what is asked for, as long as there is so much; at last all that is left. */
function shipAll(
  holdings: Holding[],
  wishes: { sku: string; quantity: number }[][],
): { order: Order; left: Holding[] } {
  let order = anOrder({ status: 'PAID', holdings });
  const left: Holding[] = [];
  for (const asked of [...wishes, undefined]) {
    if (order.status !== 'PAID') break;
    let lines: Holding[];
    try {
      lines = pick(leftToShip(order), asked);
    } catch {
      continue;
    }
    const deliveryId = `d${(order.shipments ?? []).length}`;
    order = shipPart(
      order,
      { deliveryId, partner: 'sandbox', trackingNumber: deliveryId, lines, at: aMover.at },
      aMover,
    );
    left.push(...lines);
  }
  return { order, left };
}

test('given any holdings and any shipments, then each unit leaves once, from where it was held, and the last makes it SHIPPED', () => {
  fc.assert(
    fc.property(
      fc.array(holding, { minLength: 1, maxLength: 6 }),
      fc.array(asks, { maxLength: 5 }),
      (holdings, wishes) => {
        const { order, left } = shipAll(holdings, wishes);
        expect(order.status).toBe('SHIPPED');
        expect(leftToShip(order)).toEqual([]);
        expect(units(left)).toBe(units(holdings));
        for (const { sku, locationId } of holdings) {
          const here = (lines: readonly Holding[]) =>
            units(lines.filter((line) => line.sku === sku && line.locationId === locationId));
          expect(here(left)).toBe(here(holdings));
        }
        expect(order.version).toBe(1 + (order.shipments ?? []).length);
      },
    ),
  );
});

test('given deliveries that arrive in any order and more than once, then the last of all completes, once', () => {
  const arrivals = fc.array(fc.nat({ max: 6 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(
      fc.array(holding, { minLength: 1, maxLength: 6 }),
      fc.array(asks, { maxLength: 5 }),
      arrivals,
      (...given) => {
        const [holdings, wishes, told] = given;
        let { order } = shipAll(holdings, wishes);
        const ids = (order.shipments ?? []).map(({ deliveryId }) => deliveryId);
        const completions: string[] = [];
        for (const id of [...told.map((at) => `d${at}`), ...ids]) {
          const arrived = arrive(order, id, aMover.at);
          if (!arrived) continue;
          order = arrived.order;
          if (arrived.all) completions.push(id);
        }
        expect(completions).toHaveLength(1);
        expect(order.shipments?.every(({ deliveredAt }) => deliveredAt === aMover.at)).toBe(true);
      },
    ),
  );
});

test('given a part that arrived while another is still here, then the order is not at its end', () => {
  const holdings = [{ sku: 'TEA', locationId: 'main', quantity: 2 }];
  const line = { sku: 'TEA', locationId: 'main', quantity: 1 };
  const shipment = { deliveryId: 'd0', partner: 'sandbox', trackingNumber: 'T0', lines: [line], at: aMover.at };
  const part = shipPart(anOrder({ status: 'PAID', holdings }), shipment, aMover);
  expect(part).toMatchObject({ status: 'PAID', version: 2, notices: [{ what: 'part shipped' }] });
  expect(arrive(part, 'd0', aMover.at)).toMatchObject({ all: false });
  expect(arrive(part, 'another', aMover.at)).toBeUndefined();
});
