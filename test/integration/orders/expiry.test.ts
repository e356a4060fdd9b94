import { join } from 'node:path';
import { synthesise } from '../../../local/synth.ts';
import { offer, type Person, signIn } from '../../support/buyer.ts';
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
  const late = await platform.send('POST', `/v1/sandbox/payments/${held.payment.paymentId}/settle`, {
    outcome: 'approve',
  });
  expect(codeIn(late)).toBe('payments.not-pending');
});
