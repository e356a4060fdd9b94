import type { Chapter } from './chapter.ts';
import { openShop, publish, withCode } from './shelf.ts';

/** Many codes issued, claimed and used once; a budget that is spent, told of and ended with it. */
export const coupons: Chapter = {
  name: 'coupons',
  open: openShop,
  async play({ staff, buyer, order, pause }) {
    const once = { ...withCode('ONCE'), coupon: { mode: 'unique' } };
    const promotionId = await publish(staff, once);
    const { jobId } = await staff(`POST /v1/admin/promotions/${promotionId}/coupons`, { mode: 'unique', count: 2_000 });
    await pause(30);
    await staff(`GET /v1/admin/promotions/${promotionId}/coupons/${jobId}`, undefined, { limit: '2' });
    await staff(`GET /v1/admin/promotions/${promotionId}/coupons`);
    const { code } = await buyer('POST /v1/coupons/claim', { promotionId });
    const { orderId } = await order({ A: 1 }, 'pending', { couponCodes: [code] });
    await buyer(`POST /v1/orders/${orderId}/cancel`);
    await order({ A: 1 }, 'approve', { couponCodes: [code] });
    await buyer('GET /v1/me/coupons');
    const spent = await publish(staff, { ...withCode('SPENT'), limits: { budget: 30, autoStop: true } });
    await order({ A: 1 }, 'approve', { couponCodes: ['SPENT'] });
    await pause(90);
    await staff(`GET /v1/admin/promotions/${spent}/budget`);
  },
};
