import { grantedRightly } from '../../simulation/invariants/granted.ts';
import { ann, asked, clerk, saysOf } from './answered.ts';
import { type History, START } from './hand-made.ts';

const order = (more: Record<string, unknown>) => (history: History) =>
  history.commit({ orders: [{ pk: 'ORDER#o', sk: 'ORDER', order: { orderId: 'o', customerId: 'ann', ...more } }] });

const lines = [{ sku: 'A', quantity: 2 }];
const payable = {
  status: 'RESERVED',
  payment: { status: 'declined' },
  reservedUntil: new Date(START + 3_600_000).toISOString(),
};
const locked = {
  status: 'PAID',
  delivery: { method: 'pickup' },
  pickup: { wrongCodes: 5, lastWrongAt: new Date(START).toISOString() },
};

describe('what may be granted', () => {
  test.each([
    ['his own order', asked('GET /v1/orders/o', 200), order({ customerId: 'bob' })],
    ['a review of what arrived', asked('POST /v1/orders/o/reviews', 201), order({ status: 'SHIPPED' })],
    [
      'a return of what left',
      asked('POST /v1/orders/o/returns/quote', 200, { body: { lines } }),
      order({ status: 'SHIPPED', lines, returning: { A: 1 } }),
    ],
    [
      'a payment while it is waited for',
      asked('POST /v1/orders/o/payments', 409, { reply: { code: 'orders.not-payable' } }),
      order(payable),
    ],
    ['a code while it is not locked', asked('POST /v1/admin/orders/o/pickup', 200, { caller: clerk }), order(locked)],
    [
      'a token while it is good',
      asked('GET /v1/me', 200, { caller: { ...ann, expiresAt: START - 1 } }),
      () => undefined,
    ],
    ['a push that was signed just now', asked('POST /v1/webhooks/x', 200, { client: 'stale push' }), () => undefined],
    [
      'a count of the past',
      asked('POST /v1/admin/stock/counts', 200, { body: { countedAt: new Date(START + 60_000).toISOString() } }),
      () => undefined,
    ],
    ['a day that has begun', asked('POST /v1/admin/journal/closes/2099-01-01', 200), () => undefined],
    [
      'a sale that was paid',
      asked('POST /v1/admin/till/orders', 200, {
        body: { orders: [{ sequence: 1, lines: [{ quantity: 1, unitPrice: 5 }], payments: [{ amount: 4 }] }] },
        reply: { items: [{ sequence: 1, outcome: 'recorded' }] },
      }),
      () => undefined,
    ],
    [
      'a promotion that goes on',
      asked('POST /v1/admin/promotions/p/publish', 200),
      (history: History) =>
        history.commit({ promotions: [{ pk: 'PROMOTION#p', sk: 'PROMOTION', stoppedAt: 'then', definition: {} }] }),
    ],
    [
      'a coupon of what has coupons',
      asked('POST /v1/admin/promotions/p/coupons', 201),
      (history: History) => history.commit({ promotions: [{ pk: 'PROMOTION#p', sk: 'PROMOTION', definition: {} }] }),
    ],
  ])('is %s, nothing else', (_, exchange, prepare) => {
    expect(saysOf(grantedRightly, exchange, prepare)).toBeDefined();
  });

  test.each([
    ['his own order', asked('GET /v1/orders/o', 200), order({})],
    ['a review of what arrived', asked('POST /v1/orders/o/reviews', 201), order({ status: 'DELIVERED' })],
    [
      'a return of what left',
      asked('POST /v1/orders/o/returns/quote', 200, { body: { lines } }),
      order({ status: 'SHIPPED', lines }),
    ],
    [
      'a wrong code where it is fetched',
      asked('POST /v1/admin/orders/o/pickup', 200),
      order({ ...locked, pickup: {} }),
    ],
    ['a day that has begun', asked('POST /v1/admin/journal/closes/2026-11-21', 200), () => undefined],
  ])('%s is granted', (_, exchange, prepare) => {
    expect(saysOf(grantedRightly, exchange, prepare)).toBeUndefined();
  });
});

describe('what a refusal says', () => {
  const refused = (what: string, code: string) => asked(what, 409, { reply: { code }, body: { lines } });
  const held = { holdings: [{ sku: 'A', locationId: 'main', quantity: 2 }] };
  test.each([
    ['POST /v1/admin/orders/o/shipments', 'deliveries.not-paid', { status: 'SHIPPED' }, { status: 'RESERVED' }],
    ['POST /v1/admin/orders/o/shipments', 'deliveries.already-shipped', { status: 'PAID' }, { status: 'SHIPPED' }],
    [
      'POST /v1/admin/orders/o/shipments',
      'deliveries.over-shipment',
      { status: 'PAID', ...held },
      { status: 'PAID', holdings: [] },
    ],
    ['POST /v1/orders/o/cancel', 'orders.not-cancellable', { status: 'PAID' }, { status: 'SHIPPED' }],
    ['POST /v1/orders/o/cancel', 'payments.illegal-step', { status: 'SHIPPED' }, { status: 'PAID' }],
    ['POST /v1/orders/o/returns', 'orders.not-returnable', { status: 'SHIPPED' }, { status: 'PAID' }],
    ['POST /v1/orders/o/returns', 'orders.return-exceeds-purchase', { status: 'PAID' }, { status: 'SHIPPED' }],
    ['POST /v1/orders/o/reviews', 'feedback.not-delivered', { status: 'DELIVERED' }, { status: 'SHIPPED' }],
  ])('%s %s is true', (what, code, never, so) => {
    expect(saysOf(grantedRightly, refused(what, code), order(never))).toBeDefined();
    expect(saysOf(grantedRightly, refused(what, code), order(so))).toBeUndefined();
  });
});
