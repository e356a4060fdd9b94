/** What other contexts may read of the stock, and put into their own transaction. */
import type { Channel } from '../../events/contract.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { batchGet, type Found, type ItemKey } from '../../shared/platform/batch-get.ts';
import type { Run } from '../../shared/platform/run.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import type { Location } from './domain/location.ts';
import { claim, fulfil, hold, type Returned, release, takeBack } from './domain/movement.ts';
import { sellable } from './domain/pools.ts';
import { type Allotment, MAIN_LOCATION, type StockLevel, type Want } from './domain/stock.ts';
import { moveStock } from './move-store.ts';
import { shelfFrom, stockKeys } from './shelf.ts';
import { rememberLocation } from './store.ts';

export { type Bundles, bundlesIn, type Component, explode, splitRevenue } from './domain/bundles.ts';
export type { HotRule } from './domain/hot.ts';
export type { Returned } from './domain/movement.ts';
export { mostOf } from './domain/pools.ts';
export { allot, type Sourced } from './domain/sourcing.ts';
export { type Allotment, type StockLevel, type Want, wantsOf } from './domain/stock.ts';
export { holdInTurn, hotRulesFrom } from './hot-hold.ts';
export { ACTIONS_PER_MOVEMENT } from './move-store.ts';
export { type Shelf, shelfFrom, stockKeys } from './shelf.ts';
export { ACTIONS_PER_TILL_SALE, refuseUnknownTillPlace, takeSoldAtTill } from './till.ts';

/** The stock levels of `skus` among `found`; reads once more what was not asked for. Right: BatchGetItem. */
export async function stockFrom(found: Found, skus: readonly string[]): Promise<StockLevel[]> {
  return (await shelfFrom(found, skus)).levels;
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

/** Refuses a place that takes no returns. Right: BatchGetItem. Throws not-found `inventory.unknown-location`. */
export async function refuseUnknownReturnPlace(locationId: string): Promise<void> {
  if (locationId === MAIN_LOCATION) return;
  const key = placeKey(locationId);
  const place = (await batchGet([key])).get(key) as Location | undefined;
  if (place?.capabilities.includes('return')) return;
  throw new DomainError('not-found', 'inventory.unknown-location', 'Nothing can be brought back there.', {
    errors: [{ path: 'locationId', code: 'inventory.unknown-location' }],
  });
}

/** What a channel may sell of each SKU over all locations. Right: BatchGetItem. */
export async function availableOf(skus: readonly string[], channel: Channel = 'web'): Promise<Map<string, number>> {
  if (skus.length === 0) return new Map();
  return leftOf(await stockFrom(await batchGet(stockKeys(skus)), skus), channel);
}

/** What a channel may sell of each SKU, given its levels. */
export function leftOf(levels: readonly StockLevel[], channel: Channel = 'web'): Map<string, number> {
  const totals = new Map<string, number>();
  for (const level of levels) totals.set(level.sku, (totals.get(level.sku) ?? 0) + sellable(level, channel));
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

/**
 * Holds stock for an order, `ACTIONS_PER_MOVEMENT` each; the commit raises `StockMoved` when less is left by then. Rights:
 * UpdateItem, PutItem.
 */
export function holdStock(
  allotments: readonly Allotment[],
  wants: readonly Want[],
  orderId: string,
  run: Run,
): Action[] {
  return allotments.flatMap((allotment) => {
    const line = wants.find((want) => want.sku === allotment.sku)?.line ?? 0;
    const refused = () => new StockMoved(line);
    return moveStock(hold(allotment), { cause: 'held', reference: orderId }, run, { refused });
  });
}

/** How many units somebody waits for at a place, and how many of those are there by now. Right: BatchGetItem. */
export async function awaitedAt({ sku, locationId }: Pick<Allotment, 'sku' | 'locationId'>) {
  const levels = await stockFrom(await batchGet(stockKeys([sku])), [sku]);
  const { available = 0, awaited = 0 } = levels.find((level) => level.locationId === locationId) ?? {};
  return { awaited, free: Math.min(awaited, Math.max(0, available)) };
}

/** Holds units that were awaited and are there; the commit raises `StockMoved` when they are gone again. Rights: UpdateItem, PutItem. */
export function fulfilStock(allotment: Allotment, orderId: string, run: Run): Action[] {
  const refused = () => new StockMoved(0);
  return moveStock(fulfil(allotment), { cause: 'fulfilled', reference: orderId }, run, { refused });
}

/** Gives held stock back. Rights: UpdateItem, PutItem. */
export function releaseStock(allotments: readonly Allotment[], orderId: string, run: Run): Action[] {
  return allotments.flatMap((allotment) =>
    moveStock(release(allotment), { cause: 'released', reference: orderId }, run),
  );
}

/** Takes held stock out of the house: it leaves on-hand and reserved. Rights: UpdateItem, PutItem. */
export function claimStock(allotments: readonly Allotment[], reference: string, run: Run): Action[] {
  return allotments.flatMap((allotment) => moveStock(claim(allotment), { cause: 'shipped', reference }, run));
}

/** Takes back what a buyer returned; one action more for each, as it may come to a place that never had it. Rights as above. */
export function returnStock(returned: readonly Returned[], reference: string, run: Run): Action[] {
  return returned.flatMap((each) => [
    ...moveStock(takeBack(each), { cause: 'returned', reference }, run),
    rememberLocation(each.sku, each.locationId),
  ]);
}
