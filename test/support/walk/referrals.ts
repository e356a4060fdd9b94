import { push, ship, signIn } from '../buyer.ts';
import { type Admitted, settled, toSale } from '../line.ts';
import { programmeBody, rewardBody } from '../referrals.ts';
import type { Walked } from './orders.ts';
import type { Walker } from './walker.ts';

const SKU = 'WALK-BROUGHT';

/** A friend is brought and sends everything back; another buys in turn and calls it off. */
export async function referrals({ call, people, platform }: Walker): Promise<void> {
  const price = { amount: 1_000, currency: 'CNY' };
  await call('putProduct', {
    params: { sku: SKU },
    body: { name: { en: SKU }, category: 'walk', price, status: 'active' },
  });
  await call('receiveStock', { body: { sku: SKU, locationId: 'main', quantity: 9, reference: 'walk-brought' } });
  const reward = await call('createPromotion', { body: rewardBody });
  await call('publishPromotion', { params: { promotionId: reward.promotionId } });
  const programme = await call('createPromotion', { body: programmeBody(reward.promotionId) });
  await call('publishPromotion', { params: { promotionId: programme.promotionId } });
  const { promotionId } = programme;
  const { code } = await call<{ code: string }>('createReferralCode', { body: { promotionId } });
  const lines = [{ sku: SKU, quantity: 1 }];
  const body = { channel: 'web', lines, payment: { provider: 'sandbox', token: 'approve' }, referralCode: code };
  const [friend, other] = [await signIn(platform, ['customer'], 'w-f1'), await signIn(platform, ['customer'], 'w-f2')];
  const { orderId } = await call<Walked>('placeOrder', { as: friend, body });
  const trackingNumber = await ship(people.staff, orderId);
  const at = '2026-11-21T09:00:00.000Z';
  await push(platform, { trackingNumber, status: 'DELIVERED', at, eventId: trackingNumber });
  await platform.idle();
  const wish = { as: friend, params: { orderId }, body: { lines, reason: 'All of it' } };
  const { returnId } = await call<{ returnId: string }>('requestReturn', wish);
  const good = lines.map((line) => ({ ...line, condition: 'resaleable' }));
  await call('receiveReturn', { params: { returnId }, body: { lines: good, locationId: 'store-1' } });
  await toSale(people.staff, SKU);
  const { order } = await settled(other, await call<Admitted>('placeOrder', { as: other, body }));
  await call('cancelOrder', { as: other, params: { orderId: order?.orderId ?? '' } });
  await platform.idle();
  await call('listReferrals', { query: { limit: '1' } });
}
