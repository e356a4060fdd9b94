import { fill, publish, store, tenOff, withCode } from '../../crash-points/shelf.ts';
import type { Desk, Page } from './desk.ts';

const till = { tillId: 'till-1', locationId: 'store-1', currency: 'CNY' };

/** A sale of a till, a minute ago. */
const saleAt = (soldAt: string, sequence: number, coupons?: readonly object[], customerId?: string) => ({
  ...till,
  orders: [
    {
      sequence,
      soldAt,
      ...(customerId && { customerId }),
      lines: [{ sku: 'A', quantity: 1, unitPrice: 1_000 }],
      payments: [{ method: 'cash', amount: 1_000 }],
      ...(coupons && { coupons }),
    },
  ],
});

/** Two coupons of one promotion in one sale: it is given once, and the other coupon stays good. What is each one's is no stranger's. */
async function takesTwo({ clerk, buyer, at }: Desk): Promise<void> {
  const coupon = { mode: 'unique' };
  const claim = {
    promotionId: await publish(clerk, { ...withCode('OWN'), coupon, limits: { perCustomer: 2, budget: 90 } }),
  };
  const claimed = [await buyer('POST /v1/coupons/claim', claim), await buyer('POST /v1/coupons/claim', claim)];
  const [one = {}, other = {}] = claimed.map(({ code }) => ({ code, amount: 30 }));
  const sold = (sequence: number, coupons: object[], outcome: object, customerId?: string) =>
    clerk('POST /v1/admin/till/orders', saleAt(at(-60), sequence, coupons, customerId), { items: [outcome] });
  const fine = { outcome: 'recorded', flags: undefined };
  const flagged = (reason: string) => ({ outcome: 'recorded', flags: [{ reason }] });
  await sold(4, [one, other], flagged('over-limit'), 'buyer');
  await clerk(`GET /v1/admin/promotions/${claim.promotionId}/budget`, undefined, { uses: { used: 1 } });
  await sold(5, [one], flagged('used-before'), 'buyer');
  await sold(6, [other], fine, 'buyer');
  await publish(clerk, { ...withCode('EACH'), limits: { perCustomer: 1 } });
  const each = { code: 'EACH', amount: 30 };
  await sold(7, [each], fine, 'buyer');
  await sold(8, [each], flagged('over-limit'), 'buyer');
  await sold(9, [each], fine);
  await sold(10, [each], fine);
}

/** What was sold at a till comes back over the counter; a coupon it took counts while it lasts; a rehearsal looks back only. */
export const tills: Page = {
  name: 'tills',
  async open({ clerk }: Desk) {
    await clerk('PUT /v1/admin/locations/store-1', store);
    await fill(clerk, ['A'], { main: 9, 'store-1': 9 });
  },
  async play(desk) {
    const { clerk, at, pause } = desk;
    const code = await publish(clerk, { ...withCode('TILL'), limits: { totalUses: 1 } });
    const sale = (sequence: number, coupons?: object[]) => saleAt(at(-60), sequence, coupons);
    type Told = { items: { orderId: string }[] };
    const { items } = (await clerk('POST /v1/admin/till/orders', sale(1), {
      items: [{ outcome: 'recorded' }],
    })) as unknown as Told;
    const coupon = [{ code: 'TILL', amount: 30 }];
    await clerk('POST /v1/admin/till/orders', sale(2, coupon), { items: [{ outcome: 'recorded' }] });
    await clerk('POST /v1/admin/till/orders', sale(3, coupon), { items: [{ outcome: 'recorded' }] });
    await clerk(`GET /v1/admin/promotions/${code}/budget`, undefined, { uses: { used: 1 } });
    await takesTwo(desk);
    const path = `/v1/orders/${items[0]?.orderId}`;
    const back = { lines: [{ sku: 'A', quantity: 1 }], reason: 'book' };
    const { returnId } = await clerk(`POST ${path}/returns`, back, { refundTotal: 1_000 });
    const lines = [{ sku: 'A', quantity: 1, condition: 'resaleable' }];
    const receipt = { lines, locationId: 'store-1' };
    await clerk(`POST /v1/admin/returns/${returnId}/receive`, receipt, { status: 'REFUNDED', refundTotal: 1_000 });
    const told = { source: 'till:till-1', externalId: 'r1', orderExternalId: '2', returnedAt: at(0) };
    const again = { ...told, lines: [{ sku: 'A', quantity: 1, unitPrice: 1_000 }] };
    await clerk('POST /v1/admin/imports/returns', again, 'orders.not-imported');
    await pause(30);
    const { promotionId } = await clerk('POST /v1/admin/promotions', tenOff);
    const rehearse = (period: object, wanted: string | object) =>
      clerk(`POST /v1/admin/promotions/${promotionId}/rehearse`, period, wanted);
    await rehearse({ days: 401 }, 'request.invalid');
    await rehearse({ from: at(-500 * 86_400), to: at(-60) }, 'rehearsals.bad-period');
    await rehearse({ from: at(60), to: at(600) }, 'rehearsals.bad-period');
    await clerk('POST /v1/admin/promotions/promotion_none/rehearse', {}, 'promotions.unknown');
    await rehearse({ from: at(-600), to: at(600) }, {});
  },
};
