import { join } from 'node:path';
import { synthesise } from '../../../local/synth.ts';
import { offer, type Person, signIn } from '../../support/buyer.ts';
import { accountOf, tellCaptured } from '../../support/money.ts';
import { codeIn, orderBody, orderIn, place, stockAtMain } from '../../support/orders.ts';
import { eventually, type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;

beforeAll(async () => {
  const root = process.cwd();
  const environment = { ...process.env, ONESHELF_RESERVATION_SECONDS: '1' };
  const assemblyDir = await synthesise({ root, cacheDir: join(root, '.oneshelf', 'assembly-expiry'), environment });
  platform = await testPlatform({ assemblyDir });
  staff = await signIn(platform, ['admin']);
  await offer(staff, 'VASE', { stock: 10 });
});

afterAll(() => platform.discard());

test('given a shop that holds goods for a second, when nobody pays, then the hold ends once and its payment is closed', async () => {
  const buyer = await signIn(platform, ['customer']);
  const before = await stockAtMain(staff, 'VASE');
  const held = orderIn(await place(buyer, 'held', orderBody({ VASE: 3 }, 'pending')));
  const paid = orderIn(await place(buyer, 'paid', orderBody({ VASE: 1 })));
  const statusOf = async (orderId: string) => orderIn(await buyer.send('GET', `/v1/orders/${orderId}`)).status;
  await eventually(async () => {
    platform.fireSchedule('local-orders-expire-reservations');
    return (await statusOf(held.orderId)) === 'EXPIRED';
  });
  expect(await statusOf(paid.orderId)).toBe('PAID');
  expect(await stockAtMain(staff, 'VASE')).toMatchObject({ onHand: before.onHand, reserved: 1, available: 9 });
  expect(codeIn(await settle(held.payment.paymentId, 'decline'))).toBe('payments.not-pending');
});

const settle = (paymentId: string, outcome: string) =>
  platform.send('POST', `/v1/sandbox/payments/${paymentId}/settle`, { outcome });

describe('given an order that expired', () => {
  const expired = async (buyer: Person, key: string, quantity: number) => {
    const order = orderIn(await place(buyer, key, orderBody({ VASE: quantity }, 'pending')));
    await eventually(async () => {
      platform.fireSchedule('local-orders-expire-reservations');
      return orderIn(await buyer.send('GET', `/v1/orders/${order.orderId}`)).status === 'EXPIRED';
    });
    return order;
  };

  test('when its money comes after all and its goods are there, then they are held again and it is PAID', async () => {
    const buyer = await signIn(platform, ['customer']);
    const before = await stockAtMain(staff, 'VASE');
    const { orderId, payment, total } = await expired(buyer, 'revived', 2);
    const told = [1, 2].map(() => tellCaptured(platform, payment.paymentId, total));
    const replies = await Promise.all([...told, settle(payment.paymentId, 'approve')]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { body } = await buyer.send('GET', `/v1/orders/${orderId}`);
    expect(body).toMatchObject({ status: 'PAID', payment: { status: 'captured' } });
    const reserved = before.reserved + 2;
    expect(await stockAtMain(staff, 'VASE')).toMatchObject({ reserved, available: before.available - 2 });
    const story = (await buyer.send('GET', `/v1/orders/${orderId}/story`)).body as { steps: { step: string }[] };
    expect(story.steps.map(({ step }) => step)).toEqual(['RESERVED', 'EXPIRED', 'PAID']);
  });

  test('when its buyer pays at the provider after all, then it is PAID, as often as he says so', async () => {
    const buyer = await signIn(platform, ['customer']);
    const { orderId, payment } = await expired(buyer, 'paid-late', 1);
    for (const _ of [1, 2])
      expect(await settle(payment.paymentId, 'approve')).toMatchObject({ status: 200, body: { status: 'captured' } });
    expect(orderIn(await buyer.send('GET', `/v1/orders/${orderId}`)).status).toBe('PAID');
  });

  test('when its goods are gone meanwhile, then its money goes back, and somebody else has them', async () => {
    const buyer = await signIn(platform, ['customer']);
    const { available } = await stockAtMain(staff, 'VASE');
    const { orderId, payment, total } = await expired(buyer, 'too-late', available);
    expect(orderIn(await place(buyer, 'faster', orderBody({ VASE: 1 }))).status).toBe('PAID');
    expect((await tellCaptured(platform, payment.paymentId, total)).status).toBe(200);
    expect(orderIn(await buyer.send('GET', `/v1/orders/${orderId}`)).status).toBe('EXPIRED');
    expect(await accountOf(platform, payment.paymentId)).toMatchObject([
      { status: { S: 'refunded' } },
      { status: { S: 'refunded' }, reason: { S: 'late-money' } },
    ]);
    expect(await stockAtMain(staff, 'VASE')).toMatchObject({ available: available - 1 });
  });
});
