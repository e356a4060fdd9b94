import { offer, type Person, push, ship, signed, signIn } from '../../support/buyer.ts';
import { codeIn, orderBody, orderIn, place, stockAtMain } from '../../support/orders.ts';
import { eventually, type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;
let buyer: Person;

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['admin']);
  buyer = await signIn(platform, ['customer']);
  await offer(staff, 'LAMP', { stock: 100, price: 5_000 });
});

afterAll(() => platform.discard());

const statusOf = async (orderId: string) => orderIn(await buyer.send('GET', `/v1/orders/${orderId}`)).status;
const settle = (paymentId: string, outcome: string) =>
  platform.send('POST', `/v1/sandbox/payments/${paymentId}/settle`, { outcome });
const cancel = (orderId: string, key: string) =>
  buyer.send('POST', `/v1/orders/${orderId}/cancel`, {}, { 'idempotency-key': key });

describe('given a payment that the buyer makes by himself', () => {
  test('when it is approved, then the order is PAID, and approving it again changes nothing', async () => {
    const placed = orderIn(await place(buyer, 'pending-1', orderBody({ LAMP: 1 }, 'pending')));
    expect(placed).toMatchObject({ status: 'RESERVED', payment: { status: 'pending' } });
    expect(placed.expiresAt).toBeDefined();
    expect((await settle(placed.payment.paymentId, 'approve')).status).toBe(200);
    expect((await settle(placed.payment.paymentId, 'approve')).status).toBe(200);
    expect(await statusOf(placed.orderId)).toBe('PAID');
    expect(codeIn(await settle(placed.payment.paymentId, 'decline'))).toBe('payments.not-pending');
  });

  test('when the provider tells it, signed, twice and late, then it counts once; forged it counts never', async () => {
    const placed = orderIn(await place(buyer, 'pending-2', orderBody({ LAMP: 1 }, 'pending')));
    const { paymentId } = placed.payment;
    const notice = { type: 'payment.captured', data: { paymentId, amount: placed.total, currency: 'CNY' } };
    const tell = (body: object, headers: Record<string, string>) =>
      platform.send('POST', '/v1/webhooks/payments/sandbox', body, headers);
    const good = signed(notice);
    const wrongAmount = { ...notice, data: { ...notice.data, amount: 1 } };
    const forged = await tell(wrongAmount, good);
    expect([forged.status, codeIn(forged)]).toEqual([401, 'webhooks.bad-signature']);
    const mismatch = await tell(wrongAmount, signed(wrongAmount));
    expect([mismatch.status, codeIn(mismatch)]).toEqual([400, 'payments.amount-mismatch']);
    expect(await statusOf(placed.orderId)).toBe('RESERVED');
    expect((await tell(notice, good)).status).toBe(200);
    expect((await tell(notice, good)).status).toBe(200);
    expect(await statusOf(placed.orderId)).toBe('PAID');
  });

  test('when it is declined, then the goods stay held and another payment can be tried, once per key', async () => {
    const placed = orderIn(await place(buyer, 'declined', orderBody({ LAMP: 1 }, 'decline')));
    expect(placed).toMatchObject({ status: 'RESERVED', payment: { status: 'declined' } });
    const pay = () =>
      buyer.send(
        'POST',
        `/v1/orders/${placed.orderId}/payments`,
        { payment: { provider: 'sandbox', token: 'approve' } },
        { 'idempotency-key': 'second-try' },
      );
    const [first, second] = await Promise.all([pay(), pay()]);
    expect(first.status).toBe(201);
    expect(second.body).toEqual(first.body);
    expect(await statusOf(placed.orderId)).toBe('PAID');
  });
});

describe('given a payment that the buyer has not made yet', () => {
  const notify = (paymentId: string, amount: number) => {
    const notice = { type: 'payment.captured', data: { paymentId, amount, currency: 'CNY' } };
    return platform.send('POST', '/v1/webhooks/payments/sandbox', notice, signed(notice));
  };

  test('when another takes its place, then nobody pays twice for one order: money of the first goes back', async () => {
    const placed = orderIn(await place(buyer, 'replaced', orderBody({ LAMP: 1 }, 'pending')));
    const another = { payment: { provider: 'sandbox', token: 'pending' } };
    const path = `/v1/orders/${placed.orderId}/payments`;
    const paying = orderIn(await buyer.send('POST', path, another, { 'idempotency-key': 'another' }));
    const late = await settle(placed.payment.paymentId, 'approve');
    expect(late).toMatchObject({ status: 200, body: { status: 'refunded' } });
    expect(await statusOf(placed.orderId)).toBe('RESERVED');
    expect((await settle(paying.payment.paymentId, 'approve')).status).toBe(200);
    expect(await statusOf(placed.orderId)).toBe('PAID');
    expect((await notify(placed.payment.paymentId, placed.total)).status).toBe(200);
  });

  test('when its order was cancelled, then a notification that comes too late is taken and moves nothing', async () => {
    const placed = orderIn(await place(buyer, 'too-late', orderBody({ LAMP: 1 }, 'pending')));
    await cancel(placed.orderId, 'before-notice');
    expect((await notify(placed.payment.paymentId, placed.total)).status).toBe(200);
    expect(await statusOf(placed.orderId)).toBe('CANCELLED');
  });
});

describe('given an order that ends early', () => {
  test('when it is cancelled while its payment is approved, then both are answered by what is, never by the race', async () => {
    const codes = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const placed = orderIn(await place(buyer, `race-${index}`, orderBody({ LAMP: 1 }, 'pending')));
        const replies = await Promise.all([
          settle(placed.payment.paymentId, 'approve'),
          cancel(placed.orderId, `race-${index}`),
        ]);
        await platform.idle();
        return [...replies.map((reply) => codeIn(reply) ?? String(reply.status)), await statusOf(placed.orderId)];
      }),
    );
    for (const [settled, cancelled, status] of codes) {
      expect([settled, cancelled, status]).toEqual(['200', '200', 'CANCELLED']);
    }
  });

  test('when it is cancelled before payment, then its stock is free, and money that comes for it goes back', async () => {
    const before = await stockAtMain(staff, 'LAMP');
    const placed = orderIn(await place(buyer, 'cancel-1', orderBody({ LAMP: 2 }, 'pending')));
    const [first, again] = await Promise.all([cancel(placed.orderId, 'c1'), cancel(placed.orderId, 'c1')]);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(orderIn(first).status).toBe('CANCELLED');
    expect(await stockAtMain(staff, 'LAMP')).toEqual(before);
    const late = await settle(placed.payment.paymentId, 'approve');
    expect(late).toMatchObject({ status: 200, body: { status: 'refunded' } });
    expect(codeIn(await cancel(placed.orderId, 'c1-other'))).toBe('orders.not-cancellable');
  });

  test('when it is cancelled after payment, then the whole total is refunded once', async () => {
    const placed = orderIn(await place(buyer, 'cancel-2', orderBody({ LAMP: 1 })));
    expect((await cancel(placed.orderId, 'c2')).status).toBe(200);
    await platform.idle();
    const { body } = await buyer.send('GET', `/v1/orders/${placed.orderId}`);
    expect(body).toMatchObject({ status: 'CANCELLED', refundTotal: placed.total, payment: { status: 'refunded' } });
  });

  test('when somebody else asks for it, then it does not exist', async () => {
    const placed = orderIn(await place(buyer, 'mine', orderBody({ LAMP: 1 })));
    const other = await signIn(platform, ['customer']);
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/story'],
      ['POST', '/cancel'],
    ] as const) {
      const reply = await other.send(
        method,
        `/v1/orders/${placed.orderId}${path}`,
        method === 'POST' ? {} : undefined,
        {
          'idempotency-key': 'theirs',
        },
      );
      expect([reply.status, codeIn(reply)]).toEqual([404, 'orders.unknown-order']);
    }
  });
});

describe('given an order that is delivered', () => {
  test('then its story names every step with actor and request, and it can no longer be cancelled', async () => {
    const placed = orderIn(await place(buyer, 'story', orderBody({ LAMP: 1 })));
    const trackingNumber = await ship(staff, placed.orderId);
    const at = '2026-11-21T09:00:00.000Z';
    await push(platform, { trackingNumber, status: 'DELIVERED', at, eventId: 'delivered-1' });
    await eventually(async () => (await statusOf(placed.orderId)) === 'COMPLETED');
    const { body } = await buyer.send('GET', `/v1/orders/${placed.orderId}/story`);
    const { steps } = body as { steps: { step: string; actor: string; correlationId?: string }[] };
    expect(steps.filter(({ correlationId }) => correlationId).map(({ step }) => step)).toEqual([
      'RESERVED',
      'CHARGING',
      'PAID',
      'SHIPPED',
      'DELIVERED',
      'COMPLETED',
    ]);
    expect(steps.map(({ step }) => step)).toContain('parcel DELIVERED');
    expect(codeIn(await cancel(placed.orderId, 'too-late'))).toBe('orders.not-cancellable');
  });
});
