import { offer, signIn } from '../buyer.ts';
import { testPlatform } from '../platform.ts';
import type { Errand } from './clients.ts';

const SKUS = Array.from({ length: 110 }, (_, index) => `CHAOS-${String(index).padStart(3, '0')}`);
// Most are paid at once; some are refused by the provider, some wait for their buyer.
const TOKENS = ['approve', 'approve', 'approve', 'approve', 'approve', 'approve', 'decline', 'pending'];
const PRICE = 4_999;
// One order in so many does not fit into one transaction.
const LARGE_EVERY = 250;
const CANCELLED_EVERY = 11;

const tenOff = {
  name: 'Ten off',
  kind: 'percent-off',
  layer: 'item',
  validFrom: '2020-01-01T00:00:00Z',
  validTo: '2090-01-01T00:00:00Z',
  effect: { percent: 10 },
};

/** Fills the shelves of a new shop and publishes a promotion; leaves it stopped. */
export async function openShop(assemblyDir: string, dataDir: string, orders: number): Promise<void> {
  const platform = await testPlatform({ assemblyDir, dataDir });
  const staff = await signIn(platform, ['admin']);
  for (const sku of SKUS) await offer(staff, sku, { stock: orders * 2, price: PRICE });
  const { body } = await staff.send('POST', '/v1/admin/promotions', tenOff);
  await staff.send('POST', `/v1/admin/promotions/${(body as { promotionId: string }).promotionId}/publish`);
  await platform.idle();
  await platform.stop();
}

const isLarge = (index: number): boolean => index % LARGE_EVERY === LARGE_EVERY / 5;

const linesOf = (index: number) =>
  (isLarge(index) ? SKUS : [0, 1].map((line) => SKUS[(index + line) % 3])).map((sku) => ({ sku, quantity: 1 }));

/** The orders that the clients will place, each under a key of its own. */
export function errandsOf(customers: number, orders: number): Errand[] {
  return Array.from({ length: orders }, (_, index) => ({
    key: `chaos-${index}`,
    customerId: `chaos-${index % customers}`,
    thinksAgain: index % CANCELLED_EVERY === 0,
    body: {
      channel: 'web',
      lines: linesOf(index),
      payment: { provider: 'sandbox', token: TOKENS[index % TOKENS.length] },
    },
  }));
}
