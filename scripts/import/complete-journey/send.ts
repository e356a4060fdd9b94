import { fromWallClock } from '../../../shared/kernel/time.ts';
import { inParallel } from '../parallel.ts';
import type { Target } from '../send-plan.ts';
import { expectStatus } from '../shop-client.ts';
import type { Basket } from './baskets.ts';
import type { Coupon, Redeemed } from './campaigns.ts';
import { type Goods, soldLines } from './goods.ts';

const WIDTH = 8;

/** Puts products into the catalogue; one that is there already is the shop's to keep. */
export async function sendGoods({ client, shop, progress }: Target, goods: readonly Goods[]): Promise<void> {
  const listed = progress('products', goods.length);
  await inParallel(goods, WIDTH, async ({ sku, name, category, brand, price }) => {
    listed.step();
    if ((await client.send('GET', `/v1/products/${sku}`)).status === 200) return;
    const said = { name: { en: name }, category, ...(brand ? { brand } : {}), status: 'active' };
    const body = { ...said, price: { amount: price, currency: shop.currency } };
    expectStatus(`product ${sku}`, await client.send('PUT', `/v1/admin/products/${sku}`, body), 200);
  });
  listed.end();
}

const nameOf = ({ code, campaign }: Coupon) => `Complete Journey, campaign ${campaign}, coupon ${code}`;

async function known({ client }: Target): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  let cursor = '';
  do {
    const { body } = await client.send('GET', `/v1/admin/promotions?limit=100${cursor && `&cursor=${cursor}`}`);
    const { items, nextCursor } = body as { items: { name: unknown; promotionId: string }[]; nextCursor?: string };
    for (const { name, promotionId } of items) names.set(String(name), promotionId);
    cursor = nextCursor ?? '';
  } while (cursor);
  return names;
}

function promotionOf(coupon: Coupon, { shop }: Target) {
  const { code, from, to, skus, amount } = coupon;
  const effect = { amount };
  return {
    ...{ name: nameOf(coupon), kind: 'amount-off', layer: 'coupon', effect, scope: { skus } },
    validFrom: fromWallClock(`${from}T00:00:00`, shop.timeZone),
    validTo: fromWallClock(`${to}T23:59:59`, shop.timeZone),
    funders: [{ funder: 'manufacturer', percent: 100 }],
    coupon: { mode: 'single', code },
  };
}

/** Writes the coupons down as promotions of their time, for good: their versions are there, and nobody is given them now. */
export async function sendCoupons(target: Target, coupons: readonly Coupon[]): Promise<Map<string, string>> {
  const { client, progress } = target;
  const there = await known(target);
  const ids = new Map<string, string>();
  const written = progress('coupons', coupons.length);
  await inParallel(coupons, WIDTH, async (coupon) => {
    written.step();
    let id = there.get(nameOf(coupon));
    if (id === undefined) {
      const answer = await client.send('POST', '/v1/admin/promotions', promotionOf(coupon, target));
      expectStatus(`coupon ${coupon.code}`, answer, 201);
      id = String(answer.body.promotionId);
    }
    ids.set(coupon.code, id);
  });
  written.end();
  return ids;
}

const UNKNOWN = { promotionId: 'completejourney:coupon', label: 'Coupon' };

/** Sends the baskets as orders; one that is there already is answered as it is. */
export async function sendBaskets(
  { client, shop, source, progress }: Target,
  baskets: readonly Basket[],
  { codes, couponOf }: Redeemed,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const sent = progress('baskets', baskets.length);
  await inParallel(baskets, WIDTH, async (basket) => {
    const lines = basket.lines.flatMap((line) => {
      const code = couponOf.get(line);
      const promotionId = code && ids.get(code);
      return soldLines(line, promotionId ? { promotionId, label: `Coupon ${code}` } : UNKNOWN);
    });
    const answer = await client.send('POST', '/v1/admin/imports/orders', {
      source,
      externalId: basket.id,
      placedAt: fromWallClock(basket.at, shop.timeZone),
      customerRef: basket.household,
      currency: shop.currency,
      lines,
      ...(codes.has(basket.id) ? { couponCodes: codes.get(basket.id) } : {}),
    });
    expectStatus(`basket ${basket.id}`, answer, 201, 200);
    sent.step();
  });
  sent.end();
}
