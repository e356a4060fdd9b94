import { programmeBody, rewardBody } from '../../support/referrals.ts';
import { type Chapter, castOf } from './chapter.ts';
import { openShop, publish } from './shelf.ts';

const sale = { from: '2020-01-01T00:00:00Z', to: '2090-01-01T00:00:00Z', perCustomer: 5, holdSeconds: 60, lapses: 9 };

/** A friend is brought, gets the goods and sends them back; another buys in turn and calls it off. */
export const referrals: Chapter = {
  name: 'referrals',
  seconds: 600,
  async open(cast) {
    await openShop(cast);
    await cast.staff('PUT /v1/admin/hot-skus/B', sale);
  },
  async play({ stage, buyer, staff, pause, deliver }) {
    const promotionId = await publish(staff, programmeBody(await publish(staff, rewardBody)));
    const { code: referralCode } = await buyer('POST /v1/me/referral-codes', { promotionId });
    const [friend, other] = [castOf(stage, '-friend'), castOf(stage, '-other')];
    const { orderId } = await friend.order({ A: 1 }, 'approve', { referralCode });
    const shipment = { partner: 'sandbox', trackingNumber: 'TRACK-9' };
    await staff(`POST /v1/admin/orders/${orderId}/shipments`, shipment);
    deliver('TRACK-9');
    await pause(120);
    await buyer('GET /v1/me/referrals');
    const [unit] = [{ sku: 'A', quantity: 1 }];
    const { returnId } = await friend.buyer(`POST /v1/orders/${orderId}/returns`, { lines: [unit], reason: 'No' });
    const lines = [{ ...unit, condition: 'resaleable' }];
    await staff(`POST /v1/admin/returns/${returnId}/receive`, { lines, locationId: 'store-1' });
    const { admissionId } = await other.order({ B: 1 }, 'approve', { referralCode });
    await pause(60);
    const { order } = (await other.buyer(`GET /v1/admissions/${admissionId}`)) as { order?: { orderId: string } };
    if (order) await other.buyer(`POST /v1/orders/${order.orderId}/cancel`, {});
    await pause(60);
  },
};
