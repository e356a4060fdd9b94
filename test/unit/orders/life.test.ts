import { advance, cancel, expire, isExpired, revive } from '../../../functions/orders/domain/life.ts';
import { type OrderStatus, STATUSES } from '../../../functions/orders/domain/order.ts';
import { isPayable, MOST_TRIES } from '../../../functions/orders/domain/paying.ts';
import { aMover, anOrder, codeThrownBy } from '../../support/an-order.ts';

/** Written out once more by hand: the table in the code is what is tested. */
const LEGAL = new Set([
  'RESERVED CHARGING',
  'RESERVED EXPIRED',
  'RESERVED CANCELLED',
  'CHARGING PAID',
  'CHARGING RESERVED',
  'PAID SHIPPED',
  'PAID CANCELLED',
  'SHIPPED DELIVERED',
  'DELIVERED COMPLETED',
  'EXPIRED PAID',
]);

const PAIRS = STATUSES.flatMap((from) => STATUSES.map((to): [OrderStatus, OrderStatus] => [from, to]));

test.each(PAIRS)('given an order that is %s, when it shall become %s, then the table decides', (from, to) => {
  const order = anOrder({ status: from });
  if (!LEGAL.has(`${from} ${to}`)) {
    expect(codeThrownBy(() => advance(order, to, aMover))).toBe('orders.illegal-step');
    return;
  }
  const moved = advance(order, to, aMover);
  expect(moved).toMatchObject({ status: to, version: order.version + 1 });
  expect(moved.history).toEqual([...order.history, { status: to, ...aMover }]);
  expect(moved.reservedUntil === undefined).toBe(to !== 'RESERVED');
  expect(order).toEqual(anOrder({ status: from }));
});

test.each(STATUSES)('given an order that is %s, when it is cancelled, then only a held or a paid one is', (status) => {
  const allowed = status === 'RESERVED' || status === 'PAID';
  const order = anOrder({ status });
  expect(codeThrownBy(() => cancel(order, aMover))).toBe(allowed ? undefined : 'orders.not-cancellable');
  if (allowed) expect(cancel(order, aMover)).toMatchObject({ status: 'CANCELLED', payment: order.payment });
});

test.each([
  ['RESERVED', '2026-11-21T08:15:00.000Z', true],
  ['RESERVED', '2026-11-21T08:14:59.999Z', false],
  ['CHARGING', '2026-11-21T09:00:00.000Z', false],
  ['PAID', '2026-11-21T09:00:00.000Z', false],
] as const)('given a hold that is %s at %s, then it has run out: %s', (status, now, over) => {
  expect(isExpired(anOrder({ status }), now)).toBe(over);
});

test('given an order that expired, then its payment is closed and nobody can pay it', () => {
  const order = expire(anOrder(), 'closed', aMover);
  expect(order).toMatchObject({ status: 'EXPIRED', payment: { status: 'closed' } });
  expect(isPayable(order, aMover.at)).toBe(false);
});

test.each([
  ['pending', true],
  ['declined', true],
  ['charging', false],
  ['captured', false],
] as const)('given a held order whose payment is %s, then it waits for money: %s', (status, waits) => {
  const order = anOrder({ payment: { paymentId: 'pay_1', provider: 'sandbox', status } });
  expect(isPayable(order, aMover.at)).toBe(waits);
  expect(isPayable(order, '2026-11-21T08:15:00.000Z')).toBe(false);
});

test('given an expired order, when its money comes after all, then it is PAID; any other end stays one', () => {
  const paid = revive(anOrder({ status: 'EXPIRED', version: 2 }), aMover);
  expect(paid).toMatchObject({ status: 'PAID', version: 3, payment: { status: 'captured' } });
  for (const status of ['CANCELLED', 'COMPLETED', 'RESERVED'] as const)
    expect(codeThrownBy(() => revive(anOrder({ status }), aMover))).toBe('orders.illegal-step');
});

test('given a paid order of which a part has left, then it can no longer be cancelled', () => {
  const shipment = { deliveryId: 'd1', partner: 'sandbox', trackingNumber: 'T1', at: aMover.at };
  const order = anOrder({
    status: 'PAID',
    shipments: [{ ...shipment, lines: [{ sku: 'TEA', quantity: 1, locationId: 'main' }] }],
  });
  expect(codeThrownBy(() => cancel(order, aMover))).toBe('orders.not-cancellable');
});

test('given an order that was tried to be paid often enough, then it is not tried again', () => {
  const payment = { paymentId: 'pay_1', provider: 'sandbox', status: 'declined' } as const;
  expect(isPayable(anOrder({ payment, tries: MOST_TRIES - 1 }), aMover.at)).toBe(true);
  expect(isPayable(anOrder({ payment, tries: MOST_TRIES }), aMover.at)).toBe(false);
});
