import { batchGet } from '../../shared/platform/batch-get.ts';
import { type Product, productKeys, productsFrom } from '../catalog/holds.ts';
import { availableOf, bundlesIn, leftOf, stockFrom, stockKeys } from '../inventory/holds.ts';
import type { Offer } from './domain/ranking.ts';

/** Postage and the like are in orders, but nobody wants them recommended. */
const SERVICES = 'service';

/** Whether each SKU may be offered now, by catalogue and stock. Rights: BatchGetItem on catalog and inventory. */
export async function offersOf(skus: readonly string[]): Promise<Map<string, Offer>> {
  const found = await batchGet([...productKeys(skus), ...stockKeys(skus)]);
  const products = productsFrom(found, skus);
  const bundled = [...products.values()].flatMap(({ bundle = [] }) => bundle.map((part) => part.sku));
  const left = leftOf(await stockFrom(found, skus));
  for (const [sku, units] of await availableOf(bundled)) left.set(sku, units);
  const unitsOf = ({ sku, bundle }: Product) =>
    bundle ? bundlesIn(bundle, (part) => left.get(part) ?? 0) : left.get(sku);
  return new Map(
    [...products.values()].map((product) => [
      product.sku,
      {
        sellable: product.status !== 'retired' && product.category !== SERVICES,
        inStock: (unitsOf(product) ?? 0) > 0,
      },
    ]),
  );
}
