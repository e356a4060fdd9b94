import { batchGet, type Found, type ItemKey } from '../../shared/platform/batch-get.ts';
import { remembered } from '../../shared/platform/world.ts';
import { type Product, productKeys, productsFrom } from '../catalog/holds.ts';
import { type Bundles, splitRevenue, stockKeys } from '../inventory/holds.ts';
import type { Published } from '../promotions/holds.ts';
import type { Part } from './domain/order.ts';

/** What the bundles met by this warm function are made of: it is read along, so that they too take one call. */
const partsMet = () => remembered('bundle-parts', () => new Map<string, string[]>());
const MAX_MET = 1_000;

/** The SKUs to read for a cart: its own and, as far as is known, those its bundles are made of. */
export function skusToRead(skus: readonly string[]): string[] {
  const met = partsMet();
  return [...new Set(skus.flatMap((sku) => [sku, ...(met.get(sku) ?? [])]))];
}

/** The keys of products and their stock. */
export function goodsKeys(skus: readonly string[]): ItemKey[] {
  return [...productKeys(skus), ...stockKeys(skus)];
}

/** What a cart takes from the shelves. */
export interface Goods {
  found: Found;
  bundles: Bundles;
  /** The SKUs whose stock it takes. */
  stocked: string[];
}

/** Everything that a quote or an order looks at, read in one call. */
export interface CartReading {
  found: Found;
  skus: string[];
  couponKeys: ItemKey[];
  /** What of it is about the buyer. */
  factKeys: ItemKey[];
  /** What the cart's bundles are made of, and the SKUs whose stock it takes: its own, where that is not said. */
  bundles?: Bundles;
  stocked?: string[];
  /** A promotion that is priced as if it were live. */
  draft?: Published;
}

/** What the bundles among products are made of. */
export function bundlesAmong(products: ReadonlyMap<string, Product>): Bundles {
  const all = [...products.values()].flatMap(({ sku, bundle }) => (bundle ? [[sku, bundle] as const] : []));
  return Object.fromEntries(all);
}

function remember(bundles: Bundles): void {
  const met = partsMet();
  if (met.size > MAX_MET) met.clear();
  for (const [sku, parts] of Object.entries(bundles))
    met.set(
      sku,
      parts.map((part) => part.sku),
    );
}

/** Takes the bundles of a cart apart; reads once more what a bundle is made of that was not met before. */
export async function goodsOf(found: Found, skus: readonly string[], read: readonly string[]): Promise<Goods> {
  const bundles = bundlesAmong(productsFrom(found, skus));
  const stocked = [...new Set(skus.flatMap((sku) => bundles[sku]?.map((part) => part.sku) ?? [sku]))];
  const missing = stocked.filter((sku) => !read.includes(sku));
  if (missing.length === 0) return { found, bundles, stocked };
  remember(bundles);
  const more = await batchGet(goodsKeys(missing));
  return { found: { get: (key) => found.get(key) ?? more.get(key) }, bundles, stocked };
}

/** What a bundle's line is made of, with what of `net` each part earns by its list price; undefined for a single product. */
export function partsOf(
  line: { sku: string; quantity: number; net: number },
  { found, bundles }: Pick<Goods, 'found' | 'bundles'>,
): Part[] | undefined {
  const bundle = Object.hasOwn(bundles, line.sku) ? bundles[line.sku] : undefined;
  if (!bundle) return undefined;
  const products = productsFrom(
    found,
    bundle.map(({ sku }) => sku),
  );
  const priceOf = (sku: string) => products.get(sku)?.listPrice ?? products.get(sku)?.price ?? 0;
  const earned = splitRevenue(line.net, bundle, priceOf);
  return bundle.map(({ sku, quantity }, at) => ({
    sku,
    quantity: quantity * line.quantity,
    amount: earned[at]?.amount ?? 0,
  }));
}
