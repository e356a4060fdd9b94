import { segmentOf } from '../../../../functions/promotions/domain/segment.ts';
import { birthdays, fill, product, publish, tenOff, withCode } from '../../crash-points/shelf.ts';
import type { Hands, Scene } from './hands.ts';

/** Two drafts that will stand in the same item once they are live. */
async function ofOneSegment(clerk: Hands['clerk']): Promise<string[]> {
  const known = new Map<number, string>();
  for (;;) {
    const { promotionId } = await clerk('POST /v1/admin/promotions', { ...tenOff, scope: { skus: ['A'] } });
    const other = known.get(segmentOf(promotionId));
    if (other) return [other, promotionId];
    known.set(segmentOf(promotionId), promotionId);
  }
}

/** Promotions, codes and greetings, three at a time. */
export const promotionsTogether: Scene = {
  async open({ clerk, buyer, at }: Hands) {
    await fill(clerk, ['A', 'DEAR'], { main: 60 });
    await clerk('PUT /v1/admin/products/DEAR', product('DEAR', { price: { amount: 90_000, currency: 'CNY' } }));
    await buyer('PATCH /v1/me', { name: 'Li', birthday: '03-11', language: 'en' });
    await buyer('PUT /v1/me/consents/marketing', { granted: true });
    await clerk('PUT /v1/admin/campaigns/birthday', { ...birthdays, validTo: at(86_400) });
  },
  async play({ clerk, buyer, clerks, buyers, devices, atOnce, wake, pause }) {
    const orderOf = (couponCodes: readonly unknown[], token = 'pending') => ({
      channel: 'web',
      lines: [{ sku: 'A', quantity: 1 }],
      couponCodes,
      payment: { provider: 'sandbox', token },
    });
    const first = { ...tenOff, scope: { firstOrderOnly: true }, layer: 'shop' };
    const newcomers = await publish(clerk, first);
    const mine = await devices('POST /v1/orders', orderOf([]));
    for (const { orderId } of mine) if (orderId) await devices(`POST /v1/orders/${orderId}/cancel`, {});
    await buyers('POST /v1/orders', orderOf([]));
    await clerk(`POST /v1/admin/promotions/${newcomers}/stop`);
    await clerks('PUT /v1/admin/campaigns/other', { ...birthdays, enabled: false });
    await clerks('PUT /v1/admin/campaigns/other', { ...birthdays, enabled: false, name: 'Other' });
    await devices('PATCH /v1/me', { name: 'Wu' });
    await devices('PUT /v1/me/consents/marketing', { granted: true });
    await wake('send-birthday-greetings');
    const plain = await clerk('POST /v1/admin/promotions', tenOff);
    const path = `/v1/admin/promotions/${plain.promotionId}`;
    await clerks(`POST ${path}/publish`);
    await clerks(`PUT ${path}`, { ...tenOff, effect: { percent: 20 } });
    const pair = await ofOneSegment(clerk);
    for (const what of ['publish', 'stop'])
      await atOnce(...pair.map((promotionId): [string] => [`POST /v1/admin/promotions/${promotionId}/${what}`]));
    await clerks(`POST ${path}/stop`);
    const once = { ...withCode('ONCE'), coupon: { mode: 'unique', count: 4 }, limits: { perCustomer: 2, budget: 90 } };
    const unique = await clerk('POST /v1/admin/promotions', once);
    await clerk(`POST /v1/admin/promotions/${unique.promotionId}/publish`);
    const { jobId } = await clerk(`POST /v1/admin/promotions/${unique.promotionId}/coupons`, {
      mode: 'unique',
      count: 300,
    });
    await pause(30);
    await devices('POST /v1/coupons/claim', { promotionId: unique.promotionId });
    await buyers('POST /v1/coupons/claim', { promotionId: unique.promotionId });
    type Codes = { codes: { code: string }[] };
    const issued = (await clerk(
      `GET /v1/admin/promotions/${unique.promotionId}/coupons/${jobId}?limit=9`,
    )) as unknown as Codes;
    await buyers('POST /v1/orders', orderOf([issued.codes[0]?.code]));
    await devices('POST /v1/orders', orderOf([issued.codes[1]?.code], 'approve'));
    await buyer('POST /v1/orders', orderOf([issued.codes[2]?.code]));
    const ended = await clerk('POST /v1/admin/promotions', {
      ...withCode('SPENT'),
      limits: { budget: 30, autoStop: true },
    });
    await clerk(`POST /v1/admin/promotions/${ended.promotionId}/publish`);
    await buyers('POST /v1/orders', orderOf(['SPENT'], 'approve'));
    const own = { ...withCode('OWN'), limits: { perCustomer: 1 } };
    const each = await clerk('POST /v1/admin/promotions', own);
    await clerk(`POST /v1/admin/promotions/${each.promotionId}/publish`);
    await devices('POST /v1/orders', orderOf(['OWN'], 'approve'));
    await wake('watch-budgets');
    const wide = { effect: { amount: 40_000 }, limits: { budget: 1_000_000 } };
    const large = await clerk('POST /v1/admin/promotions', { ...withCode('WIDE'), ...wide });
    await clerk(`POST /v1/admin/promotions/${large.promotionId}/publish`);
    const dear = { ...orderOf(['WIDE']), lines: [{ sku: 'DEAR', quantity: 1 }] };
    for (let round = 1; round <= 7; round += 1) await buyers('POST /v1/orders', dear);
    await pause(100);
  },
};
