import { groupBuyOf } from '../../support/groups.ts';
import { type Chapter, castOf } from './chapter.ts';
import { openShop, publish } from './shelf.ts';

/** One group that some leave and others fill, and some that fail at their deadline, one with money on its way. */
export const groups: Chapter = {
  name: 'groups',
  seconds: 1_200,
  open: openShop,
  async play({ stage, buyer, staff, order: place, pause, deliver }) {
    const [second, third] = [castOf(stage, '-second'), castOf(stage, '-third')];
    const validTo = new Date(stage.simulation.core.now + 500_000).toISOString();
    const promotionId = await publish(staff, groupBuyOf('A', 2, 600, { validTo, scope: {} }));
    const opened = await place({ A: 1 }, 'approve', { groupBuy: { promotionId } });
    const { groupId } = opened.groupBuy;
    const joining = { groupBuy: { promotionId, groupId } };
    const left = await second.order({ A: 1 }, 'pending', joining);
    await second.buyer('GET /v1/group-buys', undefined, { promotionId });
    await second.buyer(`POST /v1/orders/${left.orderId}/cancel`, {});
    await third.order({ A: 1 }, 'pending', joining);
    await pause(130);
    await second.order({ A: 1 }, 'approve', joining);
    await pause(60);
    await buyer(`GET /v1/group-buys/${groupId}`);
    await staff(`POST /v1/admin/orders/${opened.orderId}/shipments`, { partner: 'sandbox', trackingNumber: 'TRACK-8' });
    deliver('TRACK-8');
    const failing = await place({ A: 1 }, 'approve', { groupBuy: { promotionId }, couponCodes: ['LIFE'] });
    const together = { groupBuy: { promotionId, groupId: failing.groupBuy.groupId } };
    const late = await third.order({ A: 1 }, 'pending', together);
    for (const alone of [second, third]) await alone.order({ B: 1 }, 'approve', { groupBuy: { promotionId } });
    await pause(500);
    stage.simulation.provider.settle(late.payment.paymentId, late.total, 'CNY', 'captured');
    await pause(60);
  },
};
