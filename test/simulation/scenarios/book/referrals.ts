import { programmeBody, rewardBody } from '../../../support/referrals.ts';
import { fill, orderOf, publish } from '../../crash-points/shelf.ts';
import type { Desk, Page } from './desk.ts';

const broughtBy = (referralCode: string) => orderOf('A', 1, 'approve', { referralCode });

const open = ({ clerk }: Desk) => fill(clerk, ['A'], { main: 30 });

/** Who takes orders to their buyers. */
function courier({ stage, clerk, pause, at }: Desk) {
  let parcels = 0;
  return async (orderId: string) => {
    parcels += 1;
    const trackingNumber = `BROUGHT-${parcels}`;
    await clerk(`POST /v1/admin/orders/${orderId}/shipments`, { partner: 'sandbox', trackingNumber });
    const payload = { trackingNumber, status: 'DELIVERED', at: at(0), eventId: `brought-${parcels}` };
    stage.simulation.pushes.tell('/v1/webhooks/deliveries/sandbox', payload, 10);
    await pause(90);
  };
}

/** A code works while its programme does, for first orders of others, as often as it says. */
export const referrals: Page = {
  name: 'referrals',
  open,
  async play(desk) {
    const { clerk, buyer, guest, boss, chief, pause, at } = desk;
    const deliver = courier(desk);
    const rewardId = await publish(clerk, rewardBody);
    const times = { validFrom: at(60), validTo: at(600) };
    const promotionId = await publish(clerk, { ...programmeBody(rewardId, { maxPerReferrer: 1 }), ...times });
    const asks = { promotionId };
    await buyer('POST /v1/me/referral-codes', asks, 'referrals.unknown');
    await pause(75);
    const { code } = await buyer('POST /v1/me/referral-codes', asks, { promotionId });
    await buyer('POST /v1/me/referral-codes', asks, { code });
    await buyer('POST /v1/orders', broughtBy(code), 'referrals.own-code');
    await guest('POST /v1/orders', broughtBy('NOBODYS'), 'referrals.unknown-code');
    const none = await guest('POST /v1/orders', broughtBy(code), { status: 'PAID' });
    await guest('POST /v1/orders', broughtBy(code), 'referrals.not-first-order');
    await guest(`POST /v1/orders/${none.orderId}/cancel`, {});
    const gone = await chief('POST /v1/orders', broughtBy(code), { status: 'PAID' });
    await chief(`POST /v1/orders/${gone.orderId}/cancel`, {});
    // What was cancelled frees its place when that was heard.
    await pause(5);
    const [first, second] = [
      await guest('POST /v1/orders', broughtBy(code), { status: 'PAID' }),
      await boss('POST /v1/orders', broughtBy(code), { status: 'PAID' }),
    ];
    await deliver(first.orderId);
    await buyer('GET /v1/me/coupons', undefined, { items: [{ promotionId: rewardId, status: 'available' }] });
    await chief('POST /v1/orders', broughtBy(code), 'referrals.limit-reached');
    await deliver(second.orderId);
    const full = [{ state: 'void', reason: 'limit-reached' }, { state: 'rewarded' }];
    await buyer('GET /v1/me/referrals', undefined, { items: full });
    await pause(600);
    await buyer('POST /v1/me/referral-codes', asks, 'referrals.ended');
    await chief('POST /v1/orders', broughtBy(code), 'referrals.ended');
  },
};

/** What was promised is kept though the programme is put off; a reward that is over is none. */
export const rewardsOver: Page = {
  name: 'rewards that are over',
  open,
  async play(desk) {
    const { clerk, buyer, guest, boss, pause, at } = desk;
    const deliver = courier(desk);
    const times = { validFrom: at(0), validTo: at(300) };
    const programme = { ...programmeBody(await publish(clerk, { ...rewardBody, ...times })), ...times };
    const promotionId = await publish(clerk, programme);
    const { code } = await buyer('POST /v1/me/referral-codes', { promotionId });
    const [soon, late] = [
      await guest('POST /v1/orders', broughtBy(code), { status: 'PAID' }),
      await boss('POST /v1/orders', broughtBy(code), { status: 'PAID' }),
    ];
    await clerk(`PUT /v1/admin/promotions/${promotionId}`, { ...programme, validFrom: at(200) });
    await clerk(`POST /v1/admin/promotions/${promotionId}/publish`);
    await clerk('POST /v1/orders', broughtBy(code), 'referrals.ended');
    await deliver(soon.orderId);
    // What the referrer bought with his reward stays his when the order that earned it comes back.
    const { items } = (await buyer('GET /v1/me/coupons')) as unknown as { items: { code: string }[] };
    const withReward = orderOf('A', 1, 'approve', { couponCodes: [items[0]?.code] });
    await buyer('POST /v1/orders', withReward, { status: 'PAID' });
    const lines = [{ sku: 'A', quantity: 1 }];
    const back = await guest(`POST /v1/orders/${soon.orderId}/returns`, { lines, reason: 'book' });
    const received = { lines: [{ sku: 'A', quantity: 1, condition: 'resaleable' }] };
    await clerk(`POST /v1/admin/returns/${back.returnId}/receive`, received);
    await pause(300);
    await deliver(late.orderId);
    const ends = [{ state: 'void', reason: 'reward-over' }, { state: 'rewarded' }];
    await buyer('GET /v1/me/referrals', undefined, { items: ends });
  },
};
