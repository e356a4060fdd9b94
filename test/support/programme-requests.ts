import type { Sample } from './requests.ts';

const promotionId = 'promo_none';
const page = { limit: '5' };

/** Samples of the routes of draws for prizes, of bringing customers, and of what the law wants to be shown. */
export function programmeSamples(): Record<string, Sample> {
  return {
    listEvidence: { query: { ...page, promotionId } },
    getLottery: { params: { promotionId } },
    drawPrize: { params: { promotionId }, body: { orderId: 'order_none' } },
    listMyDraws: { query: page },
    listWinners: { params: { promotionId }, query: page },
    listDraws: { params: { promotionId }, query: page },
    createReferralCode: { body: { promotionId } },
    listReferrals: { query: page },
    getGroup: { params: { groupId: 'group_none' } },
    listGroups: { query: { ...page, promotionId } },
    redeemPrize: { body: { code: 'NONE-OF-THIS', locationId: 'main' } },
  };
}
