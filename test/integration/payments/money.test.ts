import { join } from 'node:path';
import { synthesise } from '../../../local/synth.ts';
import { offer, type Person, signIn } from '../../support/buyer.ts';
import { killAtCall } from '../../support/faults/worker-kill.ts';
import { accountOf, tellCaptured } from '../../support/money.ts';
import { codeIn, orderBody, orderIn, place, stockAtMain } from '../../support/orders.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;
let buyer: Person;

beforeAll(async () => {
  const root = process.cwd();
  const environment = { ...process.env, ONESHELF_IN_DOUBT_SECONDS: '0' };
  const assemblyDir = await synthesise({ root, cacheDir: join(root, '.oneshelf', 'assembly-doubt'), environment });
  platform = await testPlatform({ assemblyDir });
  platform.core.scheduler.stop();
  staff = await signIn(platform, ['admin']);
  buyer = await signIn(platform, ['customer']);
  await offer(staff, 'LAMP', { stock: 100, price: 5_000 });
});

afterAll(() => platform.discard());

afterEach(() => {
  platform.core.partners.gone = false;
});

const orderOf = async (orderId: string) => orderIn(await buyer.send('GET', `/v1/orders/${orderId}`));
const cancel = (orderId: string) =>
  buyer.send('POST', `/v1/orders/${orderId}/cancel`, {}, { 'idempotency-key': `cancel-${orderId}` });
const reconcile = async () => {
  platform.fireSchedule('local-payments-reconcile-payments');
  await platform.idle();
};
const bookedAs = (paymentId: string) => platform.core.partners.books.capture(paymentId)?.status;

describe('given the provider and its books', () => {
  test('when orders are paid, declined and settled, then its books say what ours say', async () => {
    const paid = orderIn(await place(buyer, 'paid', orderBody({ LAMP: 1 })));
    const declined = orderIn(await place(buyer, 'declined', orderBody({ LAMP: 1 }, 'decline')));
    const settled = orderIn(await place(buyer, 'settled', orderBody({ LAMP: 2 }, 'pending')));
    expect(bookedAs(settled.payment.paymentId)).toBeUndefined();
    await platform.send('POST', `/v1/sandbox/payments/${settled.payment.paymentId}/settle`, { outcome: 'approve' });
    expect([paid, declined, settled].map(({ payment }) => bookedAs(payment.paymentId))).toEqual([
      'captured',
      'declined',
      'captured',
    ]);
    expect(platform.core.partners.books.capture(settled.payment.paymentId)?.amount).toBe(settled.total);
  });

  test('when a paid order is cancelled, then all of it goes back, under one id', async () => {
    const { orderId, total, payment } = orderIn(await place(buyer, 'cancelled', orderBody({ LAMP: 3 })));
    await cancel(orderId);
    await platform.idle();
    expect(platform.core.partners.books.refundsOf(payment.paymentId)).toMatchObject([{ amount: total }]);
    expect(await accountOf(platform, payment.paymentId)).toMatchObject([
      { status: { S: 'refunded' }, refundAsked: { N: String(total) }, refundedTotal: { N: String(total) } },
      { status: { S: 'refunded' }, reason: { S: 'cancelled' }, amount: { N: String(total) } },
    ]);
  });
});

describe('given a provider that is gone', () => {
  test('when somebody buys, then the order is CHARGING, a repeat says the same, and it is PAID once the provider is back', async () => {
    platform.core.partners.gone = true;
    const buy = () => place(buyer, 'outage', orderBody({ LAMP: 1 }));
    const first = await buy();
    expect([first.status, orderIn(first).status]).toEqual([201, 'CHARGING']);
    const again = await buy();
    expect([again.status, again.body]).toEqual([201, first.body]);
    const { orderId } = orderIn(first);
    expect([codeIn(await cancel(orderId)), (await orderOf(orderId)).status]).toEqual([
      'payments.provider-silent',
      'CHARGING',
    ]);
    platform.core.partners.gone = false;
    await reconcile();
    expect(await orderOf(orderId)).toMatchObject({ status: 'PAID', payment: { status: 'captured' } });
    expect((await buy()).body).toEqual(first.body);
  });

  test('when it was asked again in vain, then it is asked later, and an order cancelled meanwhile is refunded', async () => {
    platform.core.partners.gone = true;
    const { orderId, payment } = orderIn(await place(buyer, 'in-vain', orderBody({ LAMP: 1 })));
    await reconcile();
    expect(await accountOf(platform, payment.paymentId)).toMatchObject([{ attempts: { N: '1' }, dueAt: {} }]);
    platform.core.partners.gone = false;
    await reconcile(); // Not due yet.
    expect((await orderOf(orderId)).status).toBe('CHARGING');
    // Whoever needs to know asks at once: this key was answered with "try again", which is no final answer.
    expect((await cancel(orderId)).status).toBe(200);
    await platform.idle();
    expect(await orderOf(orderId)).toMatchObject({ status: 'CANCELLED', payment: { status: 'refunded' } });
  });
});

describe('given a refund that the provider refuses', () => {
  test('when staff retry it after the reason is gone, then the money goes back, once', async () => {
    const { orderId, total, payment } = orderIn(await place(buyer, 'refused', orderBody({ LAMP: 1 })));
    const { paymentId } = payment;
    const { books } = platform.core.partners;
    const at = new Date().toISOString();
    books.putRefund({ refundId: 'by-hand', paymentId, amount: total, currency: 'CNY', at });
    await cancel(orderId);
    await platform.idle();
    const [, refund] = await accountOf(platform, paymentId);
    expect(refund).toMatchObject({ status: { S: 'failed' }, failure: { S: 'payments.refund-refused' } });
    const refundId = (refund as { refundId: { S: string } }).refundId.S;
    const failed = async () => (await staff.send('GET', '/v1/admin/refunds?status=failed')).body;
    const shown = { refundId, orderId, paymentId, amount: total, currency: 'CNY', failure: 'payments.refund-refused' };
    expect(await failed()).toMatchObject({ items: [{ ...shown, status: 'failed', reason: 'cancelled' }] });
    const retry = () => staff.send('POST', `/v1/admin/refunds/${refundId}/retry`, {});
    expect((await retry()).body).toMatchObject({ refundId, orderId, amount: total, status: 'failed' });
    books.putCapture({ paymentId, amount: 2 * total, currency: 'CNY', status: 'captured', at });
    expect((await retry()).body).toMatchObject({ status: 'refunded' });
    expect(await failed()).toEqual({ items: [] });
    expect(codeIn(await retry())).toBe('payments.unknown-refund');
    expect(await orderOf(orderId)).toMatchObject({ payment: { status: 'refunded' } });
    const { body } = await buyer.send('GET', `/v1/orders/${orderId}/story`);
    const { steps } = body as { steps: { step: string }[] };
    expect(steps.filter(({ step }) => step === 'refund failed')).toHaveLength(2);
  });
});

test('given an order that was cancelled unpaid, when money comes all the same, then it goes back once and its story tells', async () => {
  const { orderId, total, payment } = orderIn(await place(buyer, 'late-money', orderBody({ LAMP: 1 }, 'pending')));
  await cancel(orderId);
  for (const _ of [1, 2]) expect((await tellCaptured(platform, payment.paymentId, total)).status).toBe(200);
  expect(await accountOf(platform, payment.paymentId)).toMatchObject([
    { status: { S: 'refunded' }, refundedTotal: { N: String(total) } },
    { status: { S: 'refunded' }, reason: { S: 'late-money' }, amount: { N: String(total) } },
  ]);
  expect(platform.core.partners.books.refundsOf(payment.paymentId)).toHaveLength(1);
  expect(await orderOf(orderId)).toMatchObject({ status: 'CANCELLED' });
  const { body } = await buyer.send('GET', `/v1/orders/${orderId}/story`);
  expect(body).toMatchObject({
    steps: expect.arrayContaining([expect.objectContaining({ step: 'late money returned' })]),
  });
});

test('given an order that is declined again and again, then it is not tried for ever', async () => {
  const before = await stockAtMain(staff, 'LAMP');
  const { orderId } = orderIn(await place(buyer, 'stubborn', orderBody({ LAMP: 1 }, 'decline')));
  const codes = [];
  for (const turn of [2, 3, 4, 5, 6]) {
    const body = { payment: { provider: 'sandbox', token: 'decline' } };
    const reply = await buyer.send('POST', `/v1/orders/${orderId}/payments`, body, {
      'idempotency-key': `try-${turn}`,
    });
    codes.push(codeIn(reply) ?? reply.status);
  }
  expect(codes).toEqual([201, 201, 201, 201, 'orders.not-payable']);
  await cancel(orderId);
  expect(await stockAtMain(staff, 'LAMP')).toEqual(before);
});

test('given a second payment whose function died, when money for the first comes late, then the second is answered all the same', async () => {
  const { orderId, total, payment } = orderIn(await place(buyer, 'two-ways', orderBody({ LAMP: 1 }, 'pending')));
  const pay = () =>
    buyer.send(
      'POST',
      `/v1/orders/${orderId}/payments`,
      { payment: { provider: 'sandbox', token: 'approve' } },
      { 'idempotency-key': 'second-way' },
    );
  const killed = killAtCall(platform, 'local-orders-pay-order', 'DynamoDB_20120810.TransactWriteItems');
  expect((await pay()).status).toBeGreaterThanOrEqual(500);
  await killed;
  expect((await orderOf(orderId)).status).toBe('CHARGING');
  expect((await tellCaptured(platform, payment.paymentId, total)).status).toBe(200);
  const again = await pay();
  expect([again.status, orderIn(again).status]).toEqual([201, 'PAID']);
  expect((await pay()).body).toEqual(again.body);
  expect(platform.core.partners.books.refundsOf(payment.paymentId)).toHaveLength(1);
});
