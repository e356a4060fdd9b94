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
