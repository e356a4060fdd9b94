import { DomainError } from '../../shared/kernel/errors.ts';
import { readProducts } from '../catalog/holds.ts';
import { MAIN_LOCATION } from './domain/stock.ts';
import { storedLocation } from './location-store.ts';

const at = (code: string, ...paths: readonly string[]) => ({ errors: paths.map((path) => ({ path, code })) });

/** The fields that name a location which the shop does not have. */
async function unknownAmong(places: Readonly<Record<string, string>>): Promise<string[]> {
  const others = Object.entries(places).filter(([, locationId]) => locationId !== MAIN_LOCATION);
  const found = await Promise.all(others.map(([, locationId]) => storedLocation(locationId)));
  return others.filter((_, index) => found[index] === undefined).map(([field]) => field);
}

/**
 * Refuses what the shop does not have; `places` are locations by the field that names them. Throws not-found
 * `catalog.unknown-sku`, `inventory.unknown-location`, conflict `inventory.bundle`.
 */
export async function refuseUnknown(sku: string, places: Readonly<Record<string, string>> = {}): Promise<void> {
  const [products, unknown] = await Promise.all([readProducts([sku]), unknownAmong(places)]);
  const product = products.get(sku);
  const [noSku, isBundle, noPlace] = ['catalog.unknown-sku', 'inventory.bundle', 'inventory.unknown-location'] as const;
  if (!product) throw new DomainError('not-found', noSku, 'There is no such product.', at(noSku, 'sku'));
  if (product.bundle)
    throw new DomainError('conflict', isBundle, 'A bundle has the stock of its parts.', at(isBundle, 'sku'));
  if (unknown.length > 0)
    throw new DomainError('not-found', noPlace, 'There is no such location.', at(noPlace, ...unknown));
}
