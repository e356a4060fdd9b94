import { handOver, MOST_WRONG_CODES, refuseHandOver, wrongCode } from '../../../functions/orders/domain/pickup.ts';
import { aMover, anOrder, codeThrownBy } from '../../support/an-order.ts';

const waiting = () => anOrder({ status: 'PAID', delivery: { method: 'pickup', locationId: 'main' } });
const at = (minute: number) => `2026-11-21T08:${String(minute).padStart(2, '0')}:00.000Z`;

test('given wrong codes, when enough were tried, then nobody may try for a quarter of an hour, and then anew', () => {
  let order = waiting();
  for (let guess = 1; guess <= MOST_WRONG_CODES; guess += 1) {
    expect(codeThrownBy(() => refuseHandOver(order, at(guess)))).toBeUndefined();
    order = wrongCode(order, at(guess));
  }
  expect(order.version).toBe(1 + MOST_WRONG_CODES);
  expect(codeThrownBy(() => refuseHandOver(order, at(19)))).toBe('orders.pickup-locked');
  expect(codeThrownBy(() => refuseHandOver(order, at(20)))).toBeUndefined();
  order = wrongCode(order, at(20));
  expect(order.pickup).toEqual({ wrongCodes: 1, lastWrongAt: at(20) });
});

test('given an order that is shipped to its buyer, or not paid, then nobody picks it up', () => {
  for (const order of [anOrder({ status: 'PAID' }), { ...waiting(), status: 'RESERVED' as const }])
    expect(codeThrownBy(() => refuseHandOver(order, at(1)))).toBe('orders.not-collectable');
});

test('given an order that was handed over, then it may be told again', () => {
  const left = handOver(waiting(), aMover);
  expect(left).toMatchObject({ status: 'SHIPPED', version: 2, pickup: { handedOverAt: aMover.at } });
  expect(codeThrownBy(() => refuseHandOver({ ...left, status: 'COMPLETED' }, at(2)))).toBeUndefined();
});
