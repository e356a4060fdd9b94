import type { Person } from '../support/buyer.ts';

/** The products of the test shop. */
export const TEA = 'TEA-01';
export const CUP = 'CUP-01';

const products = [
  { sku: TEA, category: 'tea', price: 6_800, name: { zh: '明前龙井', en: 'Longjing tea' } },
  { sku: CUP, category: 'ceramics', price: 4_500, name: { zh: '青瓷茶杯', en: 'Celadon cup' } },
];

const always = { validFrom: '2020-01-01T00:00:00Z', validTo: '2100-01-01T00:00:00Z' };

const promotions = [
  {
    ...always,
    kind: 'threshold-off',
    layer: 'shop',
    name: { zh: '满100减10', en: '10 off from 100' },
    effect: { tiers: [{ spend: 10_000, off: 1_000 }] },
  },
  {
    ...always,
    kind: 'percent-off',
    layer: 'coupon',
    name: { zh: '九折券', en: '10 % coupon' },
    effect: { percent: 10 },
    coupon: { mode: 'single', code: 'TEN' },
  },
];

async function publish(staff: Person, promotion: object): Promise<void> {
  const { body } = await staff.send('POST', '/v1/admin/promotions', promotion);
  const { promotionId } = body as { promotionId: string };
  const reply = await staff.send('POST', `/v1/admin/promotions/${promotionId}/publish`);
  if (reply.status !== 200) throw new Error(`not published: ${JSON.stringify(reply.body)}`);
}

/** Fills the shop: two products with stock, a threshold, and a coupon `TEN`. */
export async function fillShop(staff: Person): Promise<void> {
  for (const { sku, price, ...product } of products) {
    const body = { ...product, price: { amount: price, currency: 'CNY' }, status: 'active' };
    await staff.send('PUT', `/v1/admin/products/${sku}`, body);
    const receipt = { sku, locationId: 'main', quantity: 50, reference: `receipt ${sku}` };
    await staff.send('POST', '/v1/admin/stock/receipts', receipt);
  }
  for (const promotion of promotions) await publish(staff, promotion);
}
