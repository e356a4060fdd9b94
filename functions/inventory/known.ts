import { DomainError } from '../../shared/kernel/errors.ts';
import { readProducts } from '../catalog/holds.ts';
import { MAIN_LOCATION } from './domain/stock.ts';
import { storedLocation } from './location-store.ts';

/** Refuses what the shop does not have. Throws not-found `catalog.unknown-sku`, `inventory.unknown-location`, conflict `inventory.bundle`. */
export async function refuseUnknown(sku: string, ...locationIds: readonly string[]): Promise<void> {
  const others = locationIds.filter((locationId) => locationId !== MAIN_LOCATION);
  const [products, ...locations] = await Promise.all([readProducts([sku]), ...others.map(storedLocation)]);
  const product = products.get(sku);
  if (!product) throw new DomainError('not-found', 'catalog.unknown-sku', 'There is no such product.');
  if (product.bundle) throw new DomainError('conflict', 'inventory.bundle', 'A bundle has the stock of its parts.');
  if (locations.includes(undefined)) {
    throw new DomainError('not-found', 'inventory.unknown-location', 'There is no such location.');
  }
}
