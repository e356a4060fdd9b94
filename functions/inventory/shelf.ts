import { batchGet, type Found, type ItemKey } from '../../shared/platform/batch-get.ts';
import { tableName } from '../../shared/platform/table.ts';
import { remembered } from '../../shared/platform/world.ts';
import { PLAIN_RULES, type SourcingRules } from './domain/sourcing.ts';
import { MAIN_LOCATION, type StockLevel } from './domain/stock.ts';
import { rulesFrom, sourcingKey } from './sourcing-store.ts';

/** Locations met so far by this warm function: their stock is read along, so that the normal case needs one call. */
const knownLocations = () => remembered('stock-locations', () => new Set([MAIN_LOCATION]));

/** Each known location costs a key per SKU, there or not: a shop of a hundred stores reads where a SKU lies, not everywhere. */
const MOST_KNOWN = 4;

const keyOf = (sku: string, sk: string): ItemKey => ({ table: tableName('inventory'), pk: `STOCK#${sku}`, sk });
const levelKey = (sku: string, locationId: string) => keyOf(sku, `AT#${locationId}`);

/** The keys to read for the stock of `skus`, for a caller that reads more in the same call. Right: BatchGetItem. */
export function stockKeys(skus: readonly string[]): ItemKey[] {
  const known = [...knownLocations()];
  const levels = skus.flatMap((sku) => [keyOf(sku, 'LOCATIONS'), ...known.map((at) => levelKey(sku, at))]);
  // With one location there is nothing to choose.
  return known.length > 1 ? [...levels, sourcingKey()] : levels;
}

function placesOf(found: Found, skus: readonly string[]): { sku: string; locationId: string }[] {
  return skus.flatMap((sku) => {
    const locations = (found.get(keyOf(sku, 'LOCATIONS'))?.locations ?? []) as Iterable<string>;
    return [...locations].map((locationId) => ({ sku, locationId }));
  });
}

/** What is known of the stock of some SKUs, and how the shop chooses between locations. */
export interface Shelf {
  levels: StockLevel[];
  rules: SourcingRules;
}

/** The stock of `skus` among `found`; reads once more what was not asked for: a location not met before. */
export async function shelfFrom(found: Found, skus: readonly string[]): Promise<Shelf> {
  const places = placesOf(found, skus);
  const missing = places.filter(({ sku, locationId }) => !found.get(levelKey(sku, locationId)));
  const more =
    missing.length > 0
      ? await batchGet([...missing.map(({ sku, locationId }) => levelKey(sku, locationId)), sourcingKey()])
      : undefined;
  const known = knownLocations();
  for (const { locationId } of missing) if (known.size < MOST_KNOWN) known.add(locationId);
  const levels = places.map(({ sku, locationId }) => {
    const key = levelKey(sku, locationId);
    return (more?.get(key) ?? found.get(key)) as StockLevel | undefined;
  });
  const rules = more?.get(sourcingKey()) ?? found.get(sourcingKey());
  return { levels: levels.filter((level) => level !== undefined), rules: rules ? rulesFrom(rules) : PLAIN_RULES };
}
