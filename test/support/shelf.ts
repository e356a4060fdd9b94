import { COUNTERS, type Counts, plus } from '../../functions/inventory/domain/counters.ts';
import type { Movement } from '../../functions/inventory/domain/movement.ts';
import type { StockLevel } from '../../functions/inventory/domain/stock.ts';

/** A level of nothing. */
export const EMPTY: StockLevel = { sku: 'A', locationId: 'main', onHand: 0, reserved: 0, available: 0, version: 0 };

/** A level of units for sale to everybody, and more. */
export function shelf(available: number, more: Partial<StockLevel> = {}): StockLevel {
  return { ...EMPTY, onHand: available, available, ...more };
}

function holds(level: StockLevel, { needs = {}, same = {}, version }: Movement): boolean {
  const count = (counter: keyof Counts) => level[counter] ?? 0;
  const enough = COUNTERS.every((counter) => count(counter) >= (needs[counter] ?? Number.NEGATIVE_INFINITY));
  const alike = COUNTERS.every((counter) => same[counter] === undefined || same[counter] === count(counter));
  return enough && alike && (version === undefined || version === (level.version ?? 0));
}

/** The level after a movement, as the store makes it; undefined where its conditions do not hold. */
export function moved(level: StockLevel, movement: Movement): StockLevel | undefined {
  if (!holds(level, movement)) return undefined;
  const zeros = Object.fromEntries(COUNTERS.map((counter) => [counter, 0]));
  const sums = { ...zeros, ...plus(level, movement.by) };
  return { ...level, ...sums, version: (level.version ?? 0) + 1 };
}
