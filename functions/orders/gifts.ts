import { batchGet } from '../../shared/platform/batch-get.ts';
import { type Product, priceAt, productsFrom } from '../catalog/holds.ts';
import { allot, shelfFrom, wantsOf } from '../inventory/holds.ts';
import { type Cart, type Evaluation, evaluateCart, type Offers } from '../promotions/holds.ts';
import type { CartRequest } from './domain/cart.ts';
import { type CartReading, goodsKeys, goodsOf } from './goods.ts';

/** A cart priced with the gifts that it earns, and everything that was read for that. */
interface Gifted {
  evaluation: Evaluation;
  cart: Cart;
  reading: CartReading;
}

type Wanted = NonNullable<Evaluation['wanted']>;

/** The cart's reading with the gifts' products and stock. */
async function readAlong(reading: CartReading, wanted: Wanted): Promise<CartReading> {
  const skus = wanted.map(({ sku }) => sku).filter((sku) => !reading.skus.includes(sku));
  if (skus.length === 0) return reading;
  const more = await batchGet(goodsKeys(skus));
  const goods = await goodsOf(more, skus, skus);
  return {
    ...reading,
    found: { get: (key) => goods.found.get(key) ?? reading.found.get(key) },
    skus: [...reading.skus, ...skus],
    bundles: { ...reading.bundles, ...goods.bundles },
    stocked: [...new Set([...(reading.stocked ?? reading.skus), ...goods.stocked])],
  };
}

/** How many of a gift can be had beside what the cart takes itself: as many as may be wanted, or none. */
async function availableOf({ sku, quantity }: Wanted[number], reading: CartReading, request: CartRequest) {
  const wants = wantsOf([...request.lines, { sku, quantity }], reading.bundles);
  const { levels, rules } = await shelfFrom(reading.found, reading.stocked ?? reading.skus);
  const { locationId: only, address } = request.delivery ?? {};
  const { soldOut } = allot(wants, levels, { channel: request.channel, rules, only, region: address?.region });
  const own = new Set(wantsOf([{ sku, quantity }], reading.bundles).map((want) => want.sku));
  return soldOut?.some((want) => own.has(want.sku)) ? 0 : quantity;
}

/**
 * Prices a cart. Where it earns gifts, what they are and whether they can be had is read in one call more, and the cart is
 * priced with them; where not, nothing is read.
 */
export async function pricedWithGifts(
  offers: Offers,
  cart: Cart,
  reading: CartReading,
  request: CartRequest,
): Promise<Gifted> {
  const evaluation = await evaluateCart(offers, cart);
  const { wanted } = evaluation;
  if (!wanted) return { evaluation, cart, reading };
  const along = await readAlong(reading, wanted);
  const products = productsFrom(along.found, along.skus);
  const asked = { channel: request.channel, locationId: cart.locationId, tier: cart.tier, now: cart.now };
  const onSale = wanted.filter(({ sku }) => products.has(sku) && products.get(sku)?.status !== 'retired');
  const gifts = await Promise.all(
    onSale.map(async (one) => {
      const product = products.get(one.sku) as Product;
      const available = await availableOf(one, along, request);
      return { sku: one.sku, unitPrice: priceAt(product, asked), category: product.category, available };
    }),
  );
  const withGifts = { ...cart, gifts: gifts.filter(({ available }) => available > 0) };
  return { evaluation: await evaluateCart(offers, withGifts), cart: withGifts, reading: along };
}
