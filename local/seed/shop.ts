import { type Client, createClient } from '../../clients/sdk/src/client.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { BIRTHDAY, PROMOTIONS, type SeedPromotion } from './offers.ts';
import type { SeedCustomer } from './orders.ts';
import { PIECES, PRODUCTS, type SeedProduct, STORE } from './products.ts';

/** A client that is signed in as `id`, on the local stage. */
export async function signIn(url: string, id: string, role: 'customer' | 'staff'): Promise<Client> {
  const body = { customerId: id, roles: [role] };
  const { accessToken } = await createClient({ baseUrl: url }).createDevSession({ body });
  return createClient({ baseUrl: url, token: accessToken });
}

/** Does `work` for each item, at most `width` at a time: one machine answers them all. */
async function inParallel<Item>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

async function putProduct(staff: Client, currency: string, product: SeedProduct): Promise<void> {
  const { sku, zh, en, category, brand, price, listPrice, emoji } = product;
  await staff.putProduct({
    params: { sku },
    body: {
      name: { zh, en },
      category,
      brand,
      price: { amount: price, currency },
      ...(listPrice === undefined ? {} : { listPrice: { amount: listPrice, currency } }),
      status: 'active',
      attributes: { emoji },
    },
  });
  for (const [locationId, quantity] of Object.entries(PIECES)) {
    await staff.receiveStock({ body: { sku, locationId, quantity, reference: `seed ${sku} ${locationId}` } });
  }
}

/** Fills catalogue and shelves. */
export async function fillShelves(staff: Client): Promise<void> {
  const { locationId, ...store } = STORE;
  const [{ currency }] = await Promise.all([
    staff.getShop(),
    staff.putLocation({ params: { locationId }, body: store }),
  ]);
  await inParallel(PRODUCTS, 6, (product) => putProduct(staff, currency, product));
}

async function publish(staff: Client, promotion: SeedPromotion): Promise<void> {
  const { promotionId } = await staff.createPromotion({ body: promotion });
  await staff.publishPromotion({ params: { promotionId } });
}

/** Publishes the promotions that are not there yet, and the birthday campaign. */
export async function announceOffers(staff: Client): Promise<void> {
  const { items } = await staff.listPromotions({ query: { limit: 100 } });
  const known = new Set(items.map(({ name }) => (typeof name === 'string' ? name : name.zh)));
  const missing = PROMOTIONS.filter(({ name }) => !known.has(name.zh));
  await Promise.all(missing.map((promotion) => publish(staff, promotion)));
  await staff.putCampaign({ params: { campaignId: 'birthday' }, body: BIRTHDAY });
}

/** Registers a customer. The birthday is today, so that the greeting can be seen without waiting for it. */
export async function welcome(customer: Client, { name, language }: SeedCustomer): Promise<void> {
  const { timeZone } = await customer.getShop();
  const birthday = localDate(new Date().toISOString(), timeZone).slice(5);
  await customer.patchMe({ body: { name, language, birthday } });
  await customer.putConsent({ params: { purpose: 'marketing' }, body: { granted: true } });
}
