import { birthdays, fill, product, publish, tenOff, withCode } from '../../crash-points/shelf.ts';
import type { Desk, Page } from './desk.ts';

const open = ({ clerk }: Desk): Promise<void> => fill(clerk, ['A'], { main: 9 });
const cart = (code?: string) => ({
  channel: 'web',
  lines: [{ sku: 'A', quantity: 1 }],
  ...(code && { couponCodes: [code] }),
});

/** What has not begun is unknown to everybody, what is over is over; a trial looks at any moment. */
export const windows: Page = {
  name: 'windows',
  open,
  async play({ clerk, buyer, pause, at }) {
    const pays = (total: number) => buyer('POST /v1/quotes', cart(), { total });
    const [from, to] = [at(120), at(240)];
    const promotionId = await publish(clerk, { ...tenOff, validFrom: from, validTo: to, terms: { en: 'Ten off.' } });
    const path = `/v1/promotions/${promotionId}/terms`;
    const trial = (more: object, wanted: object) =>
      clerk(`POST /v1/admin/promotions/${promotionId}/try`, { cart: cart(), ...more }, wanted);
    await buyer(`GET ${path}`, undefined, 'promotions.unknown');
    await pays(1_000);
    await trial({}, { at: from, total: 900 });
    await trial({ at: at(7_200) }, { total: 1_000 });
    const tonight = await publish(clerk, {
      ...tenOff,
      effect: { percent: 30 },
      validFrom: at(7_000),
      validTo: at(7_400),
    });
    await trial({ at: at(7_200) }, { total: 700 });
    await trial({ at: from }, { total: 900 });
    await clerk(`POST /v1/admin/promotions/${tonight}/stop`);
    await pause(130);
    await pays(900);
    await buyer(`GET ${path}`, undefined, { items: [{ version: 1 }] });
    const { at: now } = (await trial({}, { total: 900 })) as unknown as { at: string };
    if (now === from || now >= at(0)) await trial({}, { at: 'the very moment' });
    await pause(130);
    await pays(1_000);
    await trial({}, { at: new Date(Date.parse(to) - 1).toISOString(), total: 900 });
  },
};

const CROWD = 20;

/** Many who want the same line: who cannot win is not tried, and of those who combine there is an end. */
async function crowds({ clerk, buyer }: Desk): Promise<void> {
  const pays = (sku: string, wanted: object) =>
    buyer('POST /v1/quotes', { ...cart(), lines: [{ sku, quantity: 1 }] }, wanted);
  const less = { ...tenOff, kind: 'amount-off', limits: { budget: 9_000 } };
  for (const sku of ['RIVALS', 'FRIENDS']) await clerk(`PUT /v1/admin/products/${sku}`, product(sku));
  for (let each = 1; each <= CROWD; each += 1) {
    await publish(clerk, { ...less, effect: { amount: 100 + each }, scope: { skus: ['RIVALS'] } });
    const stacking = { class: 'friend', combinesWith: ['all'] };
    await publish(clerk, { ...less, effect: { amount: 500 }, scope: { skus: ['FRIENDS'] }, stacking });
  }
  await pays('RIVALS', { total: 900 - CROWD, promotions: { solver: undefined } });
  await pays('FRIENDS', { total: 0 });
}

/** Codes are claimed while they may be, and are somebody else's once their promotion is over. */
export const codes: Page = {
  name: 'codes',
  open,
  async play(desk) {
    const { clerk, buyer, guest, pause, at } = desk;
    const once = { ...withCode('ONCE'), coupon: { mode: 'unique' }, limits: { perCustomer: 1 } };
    const promotionId = await publish(clerk, { ...once, validFrom: at(60), validTo: at(180) });
    const claim = { promotionId };
    await buyer('POST /v1/coupons/claim', claim, 'promotions.unknown');
    const timed = { ...withCode('SAME'), validFrom: at(-60), validTo: at(180) };
    await publish(clerk, timed);
    const other = (await clerk('POST /v1/admin/promotions', withCode('SAME'))) as unknown as { promotionId: string };
    const path = `/v1/admin/promotions/${other.promotionId}`;
    await clerk(`POST ${path}/publish`, undefined, 'promotions.code-taken');
    await clerk(`POST ${path}/coupons`, { mode: 'single' }, 'promotions.code-taken');
    await pause(75);
    const { code } = await buyer('POST /v1/coupons/claim', claim);
    await buyer('POST /v1/coupons/claim', claim, 'promotions.claim-limit');
    await buyer('GET /v1/me/coupons', undefined, { items: [{ status: 'available' }] });
    await buyer('POST /v1/quotes', cart(code), { total: 970 });
    await guest('POST /v1/quotes', cart(code), { total: 1_000 });
    await pause(120);
    await guest('POST /v1/coupons/claim', claim, 'promotions.ended');
    await buyer('GET /v1/me/coupons', undefined, { items: [{ status: 'expired' }] });
    await clerk(`POST ${path}/publish`);
    await buyer('POST /v1/quotes', cart('SAME'), { total: 970 });
    const plain = await publish(clerk, tenOff);
    await clerk(
      `POST /v1/admin/promotions/${plain}/coupons`,
      { mode: 'single', code: 'NONE' },
      'promotions.not-a-coupon',
    );
    await buyer('POST /v1/coupons/claim', { promotionId: plain }, 'promotions.not-a-coupon');
    await clerk(`POST ${path}/stop`);
    await clerk(`POST ${path}/coupons`, { mode: 'single' }, 'promotions.stopped');
    await clerk(`PUT ${path}`, withCode('SAME'), 'promotions.stopped');
    await clerk(`POST ${path}/publish`, undefined, 'promotions.stopped');
    const heldOut = (holdOut: number) => ({ ...tenOff, scope: { skus: ['A'], holdOut }, validFrom: at(86_400) });
    const live = await publish(clerk, heldOut(10));
    await clerk(`PUT /v1/admin/promotions/${live}`, heldOut(20), 'promotions.invalid');
    await clerk(`PUT /v1/admin/promotions/${live}`, { ...heldOut(10), effect: { percent: 20 } }, { version: 2 });
    await crowds(desk);
  },
};

/** On the morning of a birthday the campaigns write that are in force, and no others. */
export const campaigns: Page = {
  name: 'campaigns',
  async open({ clerk, buyer, at }) {
    const put = (id: string, validFrom: string, validTo: string) =>
      clerk(`PUT /v1/admin/campaigns/${id}`, { ...birthdays, name: id, validFrom, validTo });
    await put('over', '2020-01-01T00:00:00Z', at(-3_600));
    await put('now', at(-3_600), at(3_600));
    await put('not-yet', at(3_600), at(7_200));
    await buyer('PATCH /v1/me', { name: 'Li', birthday: '03-11', language: 'en' });
    await buyer('PUT /v1/me/consents/marketing', { granted: true });
  },
  async play({ clerk, pause }) {
    await pause(300);
    await clerk('GET /v1/admin/messages', undefined, { items: [{ campaignId: 'now' }] });
  },
};
