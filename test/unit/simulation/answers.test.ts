import type { Delivery, Exchange } from '../../simulation/contract.ts';
import { asPromised } from '../../simulation/invariants/as-promised.ts';
import { calmDays } from '../../simulation/invariants/calm.ts';
import { grantedRightly } from '../../simulation/invariants/granted.ts';
import { oneHand } from '../../simulation/invariants/one-hand.ts';
import { History, START } from './hand-made.ts';

const ann = { id: 'ann', roles: ['customer'] };
const clerk = { id: 'clerk', roles: ['staff'] };

const asked = (what: string, status: number, more: Partial<Exchange> = {}): Exchange => {
  const [method = '', path = ''] = what.split(' ');
  const about = { id: 1, client: 'somebody', caller: ann, key: undefined, body: undefined };
  return { ...about, method, path, sentAt: START, repliedAt: START + 100, status, ...more };
};

/** What an invariant says of one answer, after `prepare`. */
function saysOf(
  make: typeof grantedRightly,
  exchange: Exchange,
  prepare: (history: History) => unknown = () => undefined,
  isCalm = true,
): string | undefined {
  const invariant = make();
  const history = new History(() => invariant, { isCalm });
  prepare(history);
  return invariant.onReply?.(exchange, history.view);
}

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

describe('the price that was agreed to', () => {
  const placed = (total: number) => asked('POST /v1/orders', 201, { body: { expectedTotal: 900 }, reply: { total } });
  test('is the price of the order', () => {
    expect(saysOf(asPromised, placed(900))).toBeUndefined();
    expect(saysOf(asPromised, placed(950))).toBeDefined();
  });

  test('is the price after a line, too', () => {
    const invariant = asPromised();
    const { view } = new History(asPromised);
    const joined = asked('POST /v1/orders', 202, { body: { expectedTotal: 900 }, reply: { href: '/v1/admissions/x' } });
    expect(invariant.onReply?.(joined, view)).toBeUndefined();
    const told = asked('GET /v1/admissions/x', 200, { reply: { order: { total: 1_000 } } });
    expect(invariant.onReply?.(told, view)).toBeDefined();
  });
});

describe('where nothing fails', () => {
  const told = (status: number, code: string, path = '/v1/orders/o/cancel') =>
    asked(`POST ${path}`, status, { reply: { code } });
  test('nobody is answered with a fault', () => {
    for (const [status, code] of [
      [500, 'internal'],
      [503, 'request.busy'],
      [409, 'orders.changed-meanwhile'],
      [409, 'orders.illegal-step'],
    ] as const)
      expect(saysOf(calmDays, told(status, code))).toBeDefined();
    expect(saysOf(calmDays, told(409, 'orders.not-cancellable'))).toBeUndefined();
    expect(saysOf(calmDays, told(409, 'catalog.changed-meanwhile', '/v1/admin/products/A'))).toBeUndefined();
  });

  test('where something fails, anything may be answered', () => {
    expect(saysOf(calmDays, told(500, 'internal'), () => undefined, false)).toBeUndefined();
  });

  test('nothing is logged as an error, and nobody dies', () => {
    const died = { id: 1, function: 'f', source: 's', at: START, outcome: 'threw' } as const;
    const { view } = new History(calmDays, {
      isCalm: true,
      logs: ['error fault {}', 'info fine {}'],
      invocations: [died],
    });
    expect(calmDays().atQuiet?.(view)).toHaveLength(2);
  });
});

test('a message is in one hand at a time', () => {
  const delivery = (receiveCount: number, at: number, endedAt?: number): Delivery => ({
    at,
    queue: 'q',
    consumer: 'f',
    messageId: 'm',
    receiveCount,
    body: '',
    outcome: 'failed',
    ...(endedAt !== undefined && { endedAt }),
  });
  const says = (deliveries: Delivery[]) => oneHand().atQuiet?.(new History(oneHand, { deliveries }).view);
  expect(says([delivery(1, 0, 50), delivery(2, 60, 70)])).toEqual([]);
  expect(says([delivery(1, 0, 90), delivery(2, 60, 70)])).toHaveLength(1);
  expect(says([delivery(1, 0), delivery(2, 60, 70)])).toHaveLength(1);
});
