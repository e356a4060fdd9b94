import { DomainError } from '../../shared/kernel/errors.ts';
import { type Product, readProducts } from '../catalog/holds.ts';
import type { Change, PriceList } from './domain/change.ts';
import { findChange, findList } from './store.ts';

/** The list of a change; undefined for the shop's base prices. Throws not-found `pricing.unknown-list`. */
export async function knownList(listId: string | undefined): Promise<PriceList | undefined> {
  if (listId === undefined) return undefined;
  const list = await findList(listId);
  if (list) return list;
  throw new DomainError('not-found', 'pricing.unknown-list', 'There is no such list.', {
    errors: [{ path: 'listId', code: 'pricing.unknown-list' }],
  });
}

/** One change. Throws not-found `pricing.unknown-change`. */
export async function knownChange(changeId: string): Promise<Change> {
  const change = await findChange(changeId);
  if (change) return change;
  throw new DomainError('not-found', 'pricing.unknown-change', 'There is no such change.');
}

/** The products of some lines. Right: catalog BatchGetItem. Throws not-found `catalog.unknown-sku` naming the lines. */
export async function knownProducts(lines: readonly { sku: string }[], at: string): Promise<Map<string, Product>> {
  const products = await readProducts([...new Set(lines.map(({ sku }) => sku))]);
  const code = 'catalog.unknown-sku';
  const errors = lines.flatMap(({ sku }, index) => (products.has(sku) ? [] : [{ path: `${at}.${index}.sku`, code }]));
  if (errors.length === 0) return products;
  throw new DomainError('not-found', code, 'Some products are not in the catalogue.', { errors });
}

/** One product. Right: catalog BatchGetItem. Throws not-found `catalog.unknown-sku`. */
export async function knownProduct(sku: string): Promise<Product> {
  const product = (await readProducts([sku])).get(sku);
  if (product) return product;
  throw new DomainError('not-found', 'catalog.unknown-sku', 'There is no such product.');
}
