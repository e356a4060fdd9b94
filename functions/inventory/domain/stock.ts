import type { Channel } from '../../../events/contract.ts';
import { type Bundles, explode } from './bundles.ts';
import type { Counts, Pool } from './counters.ts';

/** Who may use a pool besides its own channel. */
export interface PoolRule {
  /** Share of what comes in, in whole percent. */
  percent?: number;
  /** Channels that may borrow from the pool when their own and the common stock are gone. */
  lendsTo: Channel[];
  /** Units that nobody may borrow. */
  floor: number;
}

/** What staff laid down for a SKU at a location. */
export interface StockSettings {
  /** Units to be kept back for surprises. */
  safetyTarget?: number;
  /** With fewer units than this for sale, the stock is low. */
  lowAt?: number;
  /** So many units that are not there may be ordered all the same; none unless staff say so. */
  backorderLimit?: number;
  rules?: Partial<Record<Pool, PoolRule>>;
}

/** Stock of one SKU at one location. */
export interface StockLevel extends Counts, StockSettings {
  sku: string;
  locationId: string;
  onHand: number;
  reserved: number;
  available: number;
  /** Raised by one with each movement. */
  version?: number;
}

/** What an order wants of one SKU, and which of its lines says so. */
export interface Want {
  sku: string;
  quantity: number;
  line: number;
}

/** Units of one SKU taken from one location. */
export interface Allotment {
  sku: string;
  locationId: string;
  quantity: number;
  /** How many of them came out of pools; they go back there when the hold ends. */
  from?: Partial<Record<Pool, number>>;
  /** Units beside that are not there yet, and how many of the SKU may be awaited at the location at most. */
  awaited?: { units: number; limit: number };
}

/** The location every shop has. */
export const MAIN_LOCATION = 'main';

/** Total wanted per SKU; two lines of one SKU are one want, bundles are their components. The line is the first that names it. */
export function wantsOf(lines: readonly { sku: string; quantity: number }[], bundles: Bundles = {}): Want[] {
  const wants = new Map<string, Want>();
  for (const { sku, quantity, line } of explode(lines, bundles)) {
    const known = wants.get(sku);
    if (known) known.quantity += quantity;
    else wants.set(sku, { sku, quantity, line });
  }
  return [...wants.values()];
}
