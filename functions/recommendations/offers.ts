import { batchGet } from '../../shared/platform/batch-get.ts';
import { productKeys, productsFrom } from '../catalog/holds.ts';
import { stockFrom, stockKeys } from '../inventory/holds.ts';
import type { Offer } from './domain/ranking.ts';

/** Postage and the like are in orders, but nobody wants them recommended. */
const SERVICES = 'service';

/** Whether each SKU may be offered now, by catalogue and stock. Rights: BatchGetItem on catalog and inventory. */
export async function offersOf(skus: readonly string[]): Promise<Map<string, Offer>> {
  const found = await batchGet([...productKeys(skus), ...stockKeys(skus)]);
  const products = productsFrom(found, skus);
  const inStock = new Set(
    (await stockFrom(found, skus)).filter(({ available }) => available > 0).map(({ sku }) => sku),
  );
  return new Map(
    [...products.values()].map(({ sku, status, category }) => [
      sku,
      { sellable: status !== 'retired' && category !== SERVICES, inStock: inStock.has(sku) },
    ]),
  );
}
