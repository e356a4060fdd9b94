import { anotherPayment, decline, pay } from '../../../functions/orders/domain/paying.ts';
import { aMover, anOrder, codeThrownBy } from '../../support/an-order.ts';

const charging = () =>
  anOrder({ status: 'CHARGING', version: 2, payment: { paymentId: 'pay_1', provider: 'sandbox', status: 'charging' } });

test('given an order that is being charged, when the money is there, then it is PAID in one step', () => {
  const paid = pay(charging(), aMover);
  expect(paid).toMatchObject({ status: 'PAID', version: 3, payment: { paymentId: 'pay_1', status: 'captured' } });
});

test('given an order that its buyer pays by himself, when the money is there, then both steps are in its history', () => {
  const paid = pay(anOrder(), { ...aMover, event: 'orders.OrderPaid.v1' });
  expect(paid).toMatchObject({ status: 'PAID', version: 3 });
  expect(paid.history.map(({ status, event }) => [status, event])).toEqual([
    ['RESERVED', undefined],
    ['CHARGING', undefined],
    ['PAID', 'orders.OrderPaid.v1'],
  ]);
});

test('given an order that is being charged, when the provider says no, then it is held again for as long as a new one', () => {
  const declined = decline(charging(), aMover, 900);
  expect(declined).toMatchObject({
    status: 'RESERVED',
    version: 3,
    reservedUntil: '2026-11-21T08:16:00.000Z',
    payment: { status: 'declined' },
  });
});

test('given an order that is declined again and again, then its hold ends three times its length after it was placed', () => {
  const late = { ...aMover, at: '2026-11-21T08:40:00.000Z' };
  expect(decline(charging(), late, 900).reservedUntil).toBe('2026-11-21T08:45:00.000Z');
});

test.each(['EXPIRED', 'CANCELLED', 'PAID', 'SHIPPED'] as const)(
  'given an order that is %s, when money turns up or is refused, then nothing moves',
  (status) => {
    expect(codeThrownBy(() => pay(anOrder({ status }), aMover))).toBe('orders.illegal-step');
    expect(codeThrownBy(() => decline(anOrder({ status }), aMover, 900))).toBe('orders.illegal-step');
  },
);

test.each([
  ['charging', 'CHARGING', 2],
  ['pending', 'RESERVED', 2],
] as const)('given a declined order, when another payment is %s, then it is %s', (status, becomes, version) => {
  const order = anOrder({ payment: { paymentId: 'pay_1', provider: 'sandbox', status: 'declined' } });
  const next = anotherPayment(order, { paymentId: 'pay_2', provider: 'sandbox', status }, aMover);
  expect(next).toMatchObject({ status: becomes, version, tries: 2, payment: { paymentId: 'pay_2', status } });
});
