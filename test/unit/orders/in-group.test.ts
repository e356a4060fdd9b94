import {
  awaitsGroup,
  endsWithGroup,
  groupCompleted,
  refuseAwaiting,
} from '../../../functions/orders/domain/in-group.ts';
import { STATUSES } from '../../../functions/orders/domain/order.ts';
import { shipPart } from '../../../functions/orders/domain/parts.ts';
import { handOver } from '../../../functions/orders/domain/pickup.ts';
import { aMover, anOrder, codeThrownBy } from '../../support/an-order.ts';

const groupBuy = { promotionId: 'promo', groupId: 'group_1' };
const waiting = anOrder({ status: 'PAID', groupBuy });
const lines = [{ sku: 'TEA', locationId: 'main', quantity: 1 }];
const shipment = { deliveryId: 'd1', partner: 'sandbox', trackingNumber: 'T1', lines, at: aMover.at };

test('given a paid order whose group is not complete, then it leaves by no way', () => {
  expect(codeThrownBy(() => refuseAwaiting(waiting))).toBe('orders.awaits-group');
  expect(codeThrownBy(() => shipPart(waiting, shipment, aMover))).toBe('orders.awaits-group');
  expect(codeThrownBy(() => handOver(waiting, aMover))).toBe('orders.awaits-group');
});

test('given its group is complete, then it is a version further and may leave, once', () => {
  const released = groupCompleted(waiting);
  expect(released).toMatchObject({ version: waiting.version + 1, groupBuy: { ...groupBuy, complete: true } });
  if (!released) return;
  expect(awaitsGroup(released)).toBe(false);
  expect(shipPart(released, shipment, aMover).status).toBe('SHIPPED');
  expect(groupCompleted(released)).toBeUndefined();
});

test.each(STATUSES)('given an order that is %s, then only what is held or paid goes with its group', (status) => {
  const order = anOrder({ status, groupBuy });
  expect(groupCompleted(order) !== undefined).toBe(status === 'PAID');
  expect(endsWithGroup(order)).toBe(status === 'PAID' || status === 'RESERVED');
  expect(endsWithGroup({ ...order, groupBuy: { ...groupBuy, complete: true } })).toBe(false);
  expect(endsWithGroup(anOrder({ status }))).toBe(false);
});
