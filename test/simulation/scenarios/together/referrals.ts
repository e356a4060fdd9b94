import { programmeBody, rewardBody } from '../../../support/referrals.ts';
import { fill, orderOf, publish } from '../../crash-points/shelf.ts';
import type { Hands, Scene } from './hands.ts';

const broughtBy = (referralCode: string) => orderOf('A', 1, 'approve', { referralCode });

/** First orders from three devices, anew after the first came to nothing; parcels that arrive together where one counts. */
export const referralsTogether: Scene = {
  async open({ clerk }: Hands) {
    await fill(clerk, ['A'], { main: 60 });
  },
  async play({ stage, clerk, boss, buyer, buyers, clerks, devices, atOnce, pause, at }) {
    const rewardId = await publish(clerk, rewardBody);
    const asks = { promotionId: await publish(clerk, programmeBody(rewardId, { maxPerReferrer: 1 })) };
    const codes = await devices('POST /v1/me/referral-codes', asks);
    const { code } = await boss('POST /v1/me/referral-codes', asks);
    if (new Set(codes.map((own) => own.code)).size !== 1) throw new Error('one person has several codes');
    for (const _round of [1, 2]) {
      const mine = await devices('POST /v1/orders', broughtBy(code));
      await pause(5);
      for (const { orderId } of mine) if (orderId) await buyer(`POST /v1/orders/${orderId}/cancel`, {});
    }
    const orders = [
      ...(await buyers('POST /v1/orders', broughtBy(code))),
      ...(await clerks('POST /v1/orders', broughtBy(code))),
    ];
    const placed = orders.flatMap(({ orderId }) => (orderId ? [orderId] : []));
    await atOnce(
      ...placed.map((orderId, n): [string, unknown] => [
        `POST /v1/admin/orders/${orderId}/shipments`,
        { partner: 'sandbox', trackingNumber: `TOGETHER-${n}` },
      ]),
    );
    placed.forEach((_, n) => {
      const payload = { trackingNumber: `TOGETHER-${n}`, status: 'DELIVERED', at: at(0), eventId: `together-${n}` };
      for (const _twice of [1, 2]) stage.simulation.pushes.tell('/v1/webhooks/deliveries/sandbox', payload, 10);
    });
    await pause(60);
    await buyer('POST /v1/orders', broughtBy(code));
    await pause(30);
  },
};
