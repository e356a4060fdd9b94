import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Product } from './product.ts';

/** So many units of a SKU in one bundle. */
export interface Component {
  sku: string;
  quantity: number;
}

/**
 * Refuses a bundle of what cannot be in one: itself, something twice, another bundle, or what the shop does not have. Throws
 * invalid `catalog.bad-bundle` naming the components.
 */
export function refuseBadBundle(
  sku: string,
  bundle: readonly Component[],
  products: ReadonlyMap<string, Pick<Product, 'bundle'>>,
): void {
  const seen = new Set([sku]);
  const errors = bundle.flatMap((component, index) => {
    const product = products.get(component.sku);
    const isGood = product !== undefined && product.bundle === undefined && !seen.has(component.sku);
    seen.add(component.sku);
    return isGood ? [] : [{ path: `bundle.${index}.sku`, code: 'catalog.bad-bundle' }];
  });
  if (errors.length > 0) {
    throw new DomainError('invalid', 'catalog.bad-bundle', 'A bundle holds single products, each once.', { errors });
  }
}

/** The SKUs whose stock says how many of the products there are. */
export function stockedSkus(products: readonly Pick<Product, 'sku' | 'bundle'>[]): string[] {
  return [...new Set(products.flatMap(({ sku, bundle }) => bundle?.map((component) => component.sku) ?? [sku]))];
}
