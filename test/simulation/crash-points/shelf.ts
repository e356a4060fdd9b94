/** What lies on the shelf when a chapter begins. */
import type { Ask, Cast } from './chapter.ts';

const YEARS = { validFrom: '2020-01-01T00:00:00Z', validTo: '2090-01-01T00:00:00Z' };

/** A promotion of ten percent off everything. */
export const tenOff = {
  ...YEARS,
  name: 'Ten off',
  kind: 'percent-off',
  layer: 'item',
  effect: { percent: 10 },
  scope: {},
};

/** A coupon with every kind of limit. */
export const withCode = (code: string) => ({
  ...YEARS,
  name: 'Code',
  kind: 'amount-off',
  layer: 'coupon',
  effect: { amount: 30 },
  scope: {},
  limits: { totalUses: 20, perCustomer: 10, budget: 10_000 },
  coupon: { mode: 'single', code },
});

/** A campaign that greets whoever celebrates. */
export const birthdays = {
  ...YEARS,
  kind: 'birthday-greeting',
  name: 'Birthday',
  couponCode: 'LIFE',
  template: { zh: '{name} {coupon}', en: '{name} {coupon}' },
  enabled: true,
};

/** A place that ships, hands out and takes back. */
export const store = { kind: 'store', name: 'Store', region: 'Shanghai', capabilities: ['ship', 'pickup', 'return'] };

/** A product as it is put into the catalogue. */
export const product = (sku: string, more: Record<string, unknown> = {}) => ({
  name: { zh: sku, en: sku },
  category: 'tea',
  price: { amount: 1_000, currency: 'CNY' },
  status: 'active',
  ...more,
});

/** Puts SKUs up for sale, with so many units at each place. */
export async function fill(
  staff: Ask,
  skus: readonly string[],
  places: Readonly<Record<string, number>>,
): Promise<void> {
  for (const sku of skus) {
    await staff(`PUT /v1/admin/products/${sku}`, product(sku));
    for (const [locationId, quantity] of Object.entries(places))
      await staff('POST /v1/admin/stock/receipts', { sku, locationId, quantity, reference: 'opening' });
  }
}

/** Makes a promotion and publishes it. */
export async function publish(staff: Ask, definition: Record<string, unknown>): Promise<string> {
  const { promotionId } = await staff('POST /v1/admin/promotions', definition);
  await staff(`POST /v1/admin/promotions/${promotionId}/publish`);
  return promotionId;
}

/** Two products, a store and a coupon: enough for most lives. */
export async function openShop({ staff }: Cast): Promise<void> {
  await staff('PUT /v1/admin/locations/store-1', store);
  await fill(staff, ['A', 'B'], { main: 6, 'store-1': 4 });
  await publish(staff, withCode('LIFE'));
}

/** An order of one line as clients send it, and what more it says. */
export const orderOf = (sku: string, quantity = 1, token = 'approve', more: object = {}) => ({
  channel: 'web',
  lines: [{ sku, quantity }],
  payment: { provider: 'sandbox', token },
  ...more,
});
