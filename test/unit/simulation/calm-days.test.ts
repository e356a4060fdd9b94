import type { Delivery } from '../../simulation/contract.ts';
import { asPromised } from '../../simulation/invariants/as-promised.ts';
import { calmDays } from '../../simulation/invariants/calm.ts';
import { oneHand } from '../../simulation/invariants/one-hand.ts';
import { statesAgree } from '../../simulation/invariants/states-agree.ts';
import { asked, saysOf } from './answered.ts';
import { History, START } from './hand-made.ts';

describe('what stands beside each other', () => {
  const whole = {
    orderId: 'o',
    status: 'PAID',
    payment: { status: 'captured' },
    holdings: [{ sku: 'A', quantity: 1 }],
    couponCodes: ['TEA'],
    promotions: { rejected: [] },
  };
  const says = (changed: object) =>
    new History(statesAgree).commit({ orders: [{ pk: 'ORDER#o', sk: 'ORDER', order: { ...whole, ...changed } }] })
      .violations;
  test('agrees', () => {
    expect(says({})).toEqual([]);
    expect(says({ status: 'CHARGING' })).toHaveLength(1);
    expect(says({ payment: { status: 'charging' } })).toHaveLength(1);
    expect(says({ holdings: [{ sku: 'A', quantity: 0 }] })).toHaveLength(1);
    expect(says({ promotions: { rejected: [{ promotionId: 'p', code: 'promotions.coupon-used' }] } })).toHaveLength(1);
  });

  test('a set has no stock of its own', () => {
    const history = new History(statesAgree).commit({ catalog: [{ pk: 'PRODUCT#SET', sk: 'PRODUCT', bundle: [] }] });
    expect(history.commit({ inventory: [{ pk: 'STOCK#SET', sk: 'AT#main' }] }).violations).toHaveLength(1);
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
      [409, 'promotions.segment-moved'],
    ] as const)
      expect(saysOf(calmDays, told(status, code))).toBeDefined();
    expect(saysOf(calmDays, told(409, 'orders.not-cancellable'))).toBeUndefined();
    expect(saysOf(calmDays, told(409, 'catalog.changed-meanwhile', '/v1/admin/products/A'))).toBeUndefined();
  });

  test('where something fails, anything may be answered', () => {
    expect(saysOf(calmDays, told(500, 'internal'), () => undefined, false)).toBeUndefined();
  });

  test('no batch is taken apart', () => {
    const logs = ['warn batch failed, trying one by one {"error":"DomainError"}'];
    expect(calmDays().atQuiet?.(new History(calmDays, { isCalm: true, logs }).view)).toHaveLength(1);
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
