import { awaitedOf, fulfilled, isAllGone, leftToShip, shipPart } from '../../../functions/orders/domain/parts.ts';
import { waitsForPickup } from '../../../functions/orders/domain/pickup.ts';
import { aMover, anOrder } from '../../support/an-order.ts';

const there = { sku: 'TEA', locationId: 'main', quantity: 1 };
const missing = { sku: 'TEA', locationId: 'main', quantity: 3 };
const waiting = () => anOrder({ status: 'PAID', holdings: [{ ...there, awaited: { units: 3, limit: 10 } }] });

test('given an order that awaits units, then only what is there can be shipped, and that is not the whole order', () => {
  expect(leftToShip(waiting())).toEqual([there]);
  expect(awaitedOf(waiting())).toEqual([missing]);
  const shipment = { deliveryId: 'd1', partner: 'sandbox', trackingNumber: 'T1', lines: [there], at: aMover.at };
  const part = shipPart(waiting(), shipment, aMover);
  expect(part.status).toBe('PAID');
  expect(isAllGone(part)).toBe(false);
  const rest = fulfilled(part, missing);
  const last = { ...shipment, deliveryId: 'd2', lines: leftToShip(rest) };
  expect(last.lines).toEqual([{ ...there, quantity: 3 }]);
  expect(shipPart(rest, last, aMover).status).toBe('SHIPPED');
});

test('given units that came in for a part of it, then it awaits the rest', () => {
  const order = fulfilled(waiting(), { ...missing, quantity: 2 });
  expect(order.version).toBe(2);
  expect(leftToShip(order)).toEqual([{ ...there, quantity: 3 }]);
  expect(awaitedOf(order)).toEqual([{ ...missing, quantity: 1 }]);
});

test('given an order to be picked up, then it waits for its buyer only when all of it is there', () => {
  const delivery = { method: 'pickup', locationId: 'main' } as const;
  expect(waitsForPickup({ ...waiting(), delivery })).toBe(false);
  expect(waitsForPickup({ ...fulfilled(waiting(), missing), delivery })).toBe(true);
});
