import { bundlesIn } from '../inventory/holds.ts';
import type { Product } from './domain/product.ts';

/** How many of a product can be bought, given what there is of each SKU that has stock of its own. */
export function unitsOf({ sku, bundle }: Product, available: ReadonlyMap<string, number>): number {
  return bundle ? bundlesIn(bundle, (part) => available.get(part) ?? 0) : (available.get(sku) ?? 0);
}
