/** What other contexts may read of the catalogue inside their own use case, and what pricing may write. */
import { batchGet, type Found, type ItemKey } from '../../shared/platform/batch-get.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Product } from './domain/product.ts';

export {
  type PriceAsked,
  type PriceEntry,
  type PriceScope,
  priceAt,
  withEntry,
  withoutChange,
} from './domain/price.ts';
export type { Product } from './domain/product.ts';
export { struckThrough } from './domain/struck-through.ts';
export { productsOnSale } from './on-sale.ts';
export { setPrices } from './price-store.ts';

const keyOf = (sku: string): ItemKey => ({ table: tableName('catalog'), pk: `PRODUCT#${sku}`, sk: 'PRODUCT' });

/** The keys to read for `skus`, for a caller that reads more in the same call. Right: BatchGetItem. */
export function productKeys(skus: readonly string[]): ItemKey[] {
  return skus.map(keyOf);
}

/** The products among `found`, by SKU; unknown SKUs are absent. */
export function productsFrom(found: Found, skus: readonly string[]): Map<string, Product> {
  const products = skus.map((sku) => found.get(keyOf(sku)) as Product | undefined);
  return new Map(products.filter((product) => product !== undefined).map((product) => [product.sku, product]));
}

/** Reads products by SKU. Right: BatchGetItem. */
export async function readProducts(skus: readonly string[]): Promise<Map<string, Product>> {
  return productsFrom(await batchGet(productKeys(skus)), skus);
}
