import { DomainError } from '../../../shared/kernel/errors.ts';

/** Units of one SKU. */
export interface Units {
  sku: string;
  quantity: number;
}

/** Units of one SKU that lie at one location for the order. */
export interface Held extends Units {
  locationId: string;
}

const SHIPPED = new Set(['SHIPPED', 'DELIVERED', 'COMPLETED']);

const refusal = (code: string, message: string) => new DomainError('conflict', code, message);

/**
 * Refuses to ship what was shipped as a whole, is not paid, or waits at a counter for its buyer. Throws
 * `deliveries.already-shipped`, `deliveries.not-paid`, `deliveries.to-be-collected`.
 */
export function assertShippable({ status, delivery }: { status: string; delivery: { method: string } }): void {
  if (SHIPPED.has(status)) throw refusal('deliveries.already-shipped', 'The order was shipped already.');
  if (status !== 'PAID') throw refusal('deliveries.not-paid', 'The order is not paid.');
  if (delivery.method === 'pickup')
    throw refusal('deliveries.to-be-collected', 'The order waits for its buyer; hand it over for its code.');
}

function unitsBySku(lines: readonly Units[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0) + quantity);
  return units;
}

/** The units asked for, taken from what lies at the places in the order given; undefined when there are not so many. */
function takeFrom(left: readonly Held[], asked: Map<string, number>): Held[] | undefined {
  const open = new Map(asked);
  const taken: Held[] = [];
  for (const { sku, locationId, quantity } of left) {
    const take = Math.min(open.get(sku) ?? 0, quantity);
    if (take === 0) continue;
    taken.push({ sku, locationId, quantity: take });
    open.set(sku, (open.get(sku) ?? 0) - take);
  }
  return [...open.values()].every((missing) => missing === 0) ? taken : undefined;
}

/**
 * What a shipment takes of what is left of an order: all of it, unless `asked` names some. Units that one location has are
 * taken from there (the named one, else the first that has them all), so that a parcel is packed in one place. Throws
 * `deliveries.over-shipment` when there are not so many.
 */
export function pick(left: readonly Held[], asked: readonly Units[] | undefined, at?: string): Held[] {
  const here = at ? left.filter(({ locationId }) => locationId === at) : left;
  if (!asked && here.length > 0) return [...here];
  const units = unitsBySku(asked ?? []);
  const places = [...new Set(here.map(({ locationId }) => locationId))];
  const fromOne = places.map((place) => here.filter(({ locationId }) => locationId === place));
  for (const some of [...fromOne, here]) {
    const taken = takeFrom(some, units);
    if (taken && taken.length > 0) return taken;
  }
  throw refusal('deliveries.over-shipment', 'There are not so many units left to ship.');
}
