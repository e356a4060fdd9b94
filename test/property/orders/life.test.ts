import fc from 'fast-check';
import { advance, cancel, expire, LIFE, revive } from '../../../functions/orders/domain/life.ts';
import { type Order, type OrderStatus, STATUSES } from '../../../functions/orders/domain/order.ts';
import { leftToShip, shipPart } from '../../../functions/orders/domain/parts.ts';
import { anotherPayment, decline, pay } from '../../../functions/orders/domain/paying.ts';
import { aMover, anOrder } from '../../support/an-order.ts';

type Move = (order: Order) => Order;

const shipment = (order: Order) => ({
  deliveryId: `d${(order.shipments ?? []).length}`,
  partner: 'sandbox',
  trackingNumber: 'T',
  at: aMover.at,
  lines: leftToShip(order)
    .slice(0, 1)
    .map((line) => ({ ...line, quantity: 1 })),
});

/** Whatever anybody may try with an order, at any time. */
const MOVES: Record<string, Move> = {
  charge: (order) => anotherPayment(order, { paymentId: 'p2', provider: 'sandbox', status: 'charging' }, aMover),
  capture: (order) => pay(order, aMover),
  decline: (order) => decline(order, aMover, 900),
  expire: (order) => expire(order, 'closed', aMover),
  cancel: (order) => cancel(order, aMover),
  revive: (order) => revive(order, aMover),
  ship: (order) => shipPart(order, shipment(order), aMover),
  deliver: (order) => advance(order, 'DELIVERED', aMover),
  complete: (order) => advance(order, 'COMPLETED', aMover),
};

const inTable = new Set(LIFE.map(({ from, to }) => `${from} ${to}`));

/** Every step of an order's history after `from`, as pairs. */
function stepsOf(before: Order, after: Order): string[] {
  const states = [before.status, ...after.history.slice(before.history.length).map(({ status }) => status)];
  return states.slice(1).map((to, at) => `${states[at]} ${to}`);
}

test('given anything that anybody tries in any order, then no order ever leaves the table, and a refusal moves nothing', () => {
  const holdings = [{ sku: 'TEA', locationId: 'main', quantity: 3 }];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...Object.keys(MOVES)), { maxLength: 40 }), (names) => {
      let order = anOrder({ holdings });
      for (const name of names) {
        const before = structuredClone(order);
        try {
          const after = MOVES[name]?.(order) ?? order;
          const steps = stepsOf(before, after);
          expect(steps.filter((step) => !inTable.has(step))).toEqual([]);
          expect(after.version - before.version).toBe(Math.max(1, steps.length));
          expect(after.status).toBe(after.history.at(-1)?.status);
          order = after;
        } catch (error) {
          expect((error as { code?: string }).code).toMatch(/^orders\.(illegal-step|not-cancellable)$/);
          expect(order).toEqual(before);
        }
      }
    }),
  );
});

test('given the table, then every state can be reached, and from every one an end', () => {
  const reachable = (from: OrderStatus) => {
    const seen = new Set<OrderStatus>([from]);
    for (const state of seen) for (const step of LIFE) if (step.from === state) seen.add(step.to);
    return seen;
  };
  expect([...reachable('RESERVED')].sort()).toEqual([...STATUSES].sort());
  const ends = STATUSES.filter((state) => LIFE.every(({ from }) => from !== state));
  expect(ends).toEqual(['COMPLETED', 'CANCELLED']);
  for (const state of STATUSES) expect([...reachable(state)].some((one) => ends.includes(one))).toBe(true);
});
