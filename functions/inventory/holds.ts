/** What other contexts may read of the stock, and put into their own transaction. */
import { DomainError } from '../../shared/kernel/errors.ts';
import { batchGet, type Found, type ItemKey } from '../../shared/platform/batch-get.ts';
import type { Run } from '../../shared/platform/run.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Location } from './domain/location.ts';
import { type Allotment, MAIN_LOCATION, type StockLevel, type Want } from './domain/stock.ts';
import { moveStock, recordChanges } from './store.ts';

export { type Allotment, allot, type Want, wantsOf } from './domain/stock.ts';

/** Locations met so far by this warm function: their stock is read along, so that the normal case needs one call. */
const knownLocations = new Set([MAIN_LOCATION]);

/** Each known location costs a key per SKU, there or not: a shop of a hundred stores reads where a SKU lies, not everywhere. */
const MOST_KNOWN = 4;

const keyOf = (sku: string, sk: string): ItemKey => ({ table: tableName('inventory'), pk: `STOCK#${sku}`, sk });
const levelKey = (sku: string, locationId: string) => keyOf(sku, `AT#${locationId}`);

/** The keys to read for the stock of `skus`, for a caller that reads more in the same call. Right: BatchGetItem. */
export function stockKeys(skus: readonly string[]): ItemKey[] {
  return skus.flatMap((sku) => [keyOf(sku, 'LOCATIONS'), ...[...knownLocations].map((at) => levelKey(sku, at))]);
}

function placesOf(found: Found, skus: readonly string[]): { sku: string; locationId: string }[] {
  return skus.flatMap((sku) => {
    const locations = (found.get(keyOf(sku, 'LOCATIONS'))?.locations ?? []) as Iterable<string>;
    return [...locations].map((locationId) => ({ sku, locationId }));
  });
}

/** The stock levels of `skus` among `found`; reads once more what was not asked for: a location not met before. */
export async function stockFrom(found: Found, skus: readonly string[]): Promise<StockLevel[]> {
  const places = placesOf(found, skus);
  const missing = places.filter(({ sku, locationId }) => !found.get(levelKey(sku, locationId)));
  const more =
    missing.length > 0 ? await batchGet(missing.map(({ sku, locationId }) => levelKey(sku, locationId))) : undefined;
  for (const { locationId } of missing) if (knownLocations.size < MOST_KNOWN) knownLocations.add(locationId);
  const levels = places.map(({ sku, locationId }) => {
    const key = levelKey(sku, locationId);
    return (more?.get(key) ?? found.get(key)) as StockLevel | undefined;
  });
  return levels.filter((level) => level !== undefined);
}

const placeKey = (locationId: string): ItemKey => ({ table: tableName('inventory'), pk: 'LOCATIONS', sk: locationId });

/** The key to read for a store that a buyer wants to pick up at; none for `main`, which always exists. */
export function pickupKeys(locationId: string | undefined): ItemKey[] {
  return locationId && locationId !== MAIN_LOCATION ? [placeKey(locationId)] : [];
}

/** Refuses a pick-up where the shop has no such place or hands nothing out. Throws not-found `inventory.unknown-location`. */
export function refuseUnknownPickup(found: Found, locationId: string | undefined): void {
  const [key] = pickupKeys(locationId);
  if (!key || (found.get(key) as Location | undefined)?.capabilities.includes('pickup')) return;
  throw new DomainError('not-found', 'inventory.unknown-location', 'Nothing can be picked up there.', {
    errors: [{ path: 'delivery.locationId', code: 'inventory.unknown-location' }],
  });
}

/** What is available of each SKU over all locations. Right: BatchGetItem. */
export async function availableOf(skus: readonly string[]): Promise<Map<string, number>> {
  if (skus.length === 0) return new Map();
  const totals = new Map<string, number>();
  for (const { sku, available } of await stockFrom(await batchGet(stockKeys(skus)), skus)) {
    totals.set(sku, (totals.get(sku) ?? 0) + available);
  }
  return totals;
}

/** The refusal "sold out", naming the lines. */
export function soldOut(lines: readonly number[]): DomainError {
  return new DomainError('conflict', 'inventory.sold-out', 'Not enough is left.', {
    errors: lines.map((line) => ({ path: `lines.${line}.quantity`, code: 'inventory.sold-out' })),
  });
}

/** Raised out of a commit when stock that was there when it was read is not there any more. */
export class StockMoved extends Error {
  /** The line of the order that is affected. */
  readonly line: number;

  constructor(line: number) {
    super('stock moved');
    this.name = 'StockMoved';
    this.line = line;
  }
}

/** Holds stock for an order; the commit raises `StockMoved` when less is left by then. Right: UpdateItem. */
export function holdStock(allotments: readonly Allotment[], wants: readonly Want[]): Action[] {
  return allotments.map((allotment) => {
    const { quantity, sku } = allotment;
    const line = wants.find((want) => want.sku === sku)?.line ?? 0;
    const movement = { reserved: quantity, available: -quantity, needs: { available: quantity } };
    return moveStock(allotment, movement, () => new StockMoved(line));
  });
}

/** Gives held stock back. Right: UpdateItem. */
export function releaseStock(allotments: readonly Allotment[]): Action[] {
  return allotments.map((allotment) => {
    const { quantity } = allotment;
    return moveStock(allotment, {
      reserved: -quantity,
      available: quantity,
      needs: { reserved: quantity },
    });
  });
}

/** What leaves each location, in signed units by SKU. */
function leavingOf(allotments: readonly Allotment[]): Map<string, Record<string, number>> {
  const byLocation = new Map<string, Record<string, number>>();
  for (const { locationId, sku, quantity } of allotments) {
    const changes = byLocation.get(locationId) ?? {};
    changes[sku] = (changes[sku] ?? 0) - quantity;
    byLocation.set(locationId, changes);
  }
  return byLocation;
}

/** Takes held stock out of the house: it leaves on-hand and reserved, and the ledger says why. Rights: UpdateItem, PutItem. */
export function claimStock(allotments: readonly Allotment[], reference: string, run: Run): Action[] {
  const moves = allotments.map((allotment) => {
    const { quantity } = allotment;
    return moveStock(allotment, { onHand: -quantity, reserved: -quantity, needs: { reserved: quantity } });
  });
  const entries = [...leavingOf(allotments)].map(([locationId, changes]) =>
    recordChanges({ entryId: run.newId(), locationId, changes, reason: 'shipped', reference, at: run.now }),
  );
  return [...moves, ...entries];
}
