import { lose, type Movement, missing, physical } from './movement.ts';
import type { StockLevel } from './stock.ts';

/** What a sale at a till does to a level: the movement, if any, and what the books did not know. */
export interface TillSale {
  movement?: Movement;
  /** Units sold that the books said were not there. */
  difference: number;
  /** Promised units that are not there any more. */
  short: number;
}

/**
 * Units that already left over the counter. What the books have is taken, free units first, then promised ones, which makes the
 * level short; what was sold beyond that was there without the books' knowing, and is a difference, never a number below zero.
 */
export function sellAtTill(level: StockLevel, quantity: number): TillSale {
  const taken = Math.min(quantity, Math.max(0, physical(level)));
  const difference = quantity - taken;
  if (taken === 0) return { difference, short: 0 };
  const movement = lose(level, taken);
  return { movement, difference, short: missing(level, movement) - missing(level) };
}
