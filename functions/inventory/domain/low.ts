import { pooled } from './pools.ts';
import type { StockLevel } from './stock.ts';

/** A level that has just fallen below its threshold. */
export interface Fall {
  sku: string;
  locationId: string;
  available: number;
  lowAt: number;
  version: number;
}

/** What is for sale, whoever for. */
const forSale = (level: StockLevel) => Math.max(0, level.available + pooled(level));

const isLow = (level: StockLevel | undefined) => level?.lowAt !== undefined && forSale(level) < level.lowAt;

/** The fall that a change of a level was, if it was one. */
export function fallOf(before: StockLevel | undefined, after: StockLevel | undefined): Fall | undefined {
  if (!after || after.lowAt === undefined || !isLow(after) || isLow(before)) return undefined;
  const { sku, locationId, lowAt, version = 0 } = after;
  return { sku, locationId, available: forSale(after), lowAt, version };
}

/** Units of a level that somebody waits for, and that are free now. */
export interface Freed {
  sku: string;
  locationId: string;
  available: number;
  awaited: number;
  version: number;
}

/** What a change of a level made free for those who wait: more units are there, or more wait while some are. */
export function freedOf(before: StockLevel | undefined, after: StockLevel | undefined): Freed | undefined {
  if (!after?.awaited || after.available <= 0) return undefined;
  if (before && before.available >= after.available && (before.awaited ?? 0) >= after.awaited) return undefined;
  const { sku, locationId, available, awaited, version = 0 } = after;
  return { sku, locationId, available, awaited, version };
}
