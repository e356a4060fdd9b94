import { type Counter, type Counts, difference, POOLS, type Pool, plus } from './counters.ts';
import { pooled } from './pools.ts';
import type { Allotment, StockLevel } from './stock.ts';

/** A change of one stock level, and what of the level must still hold when it is made. */
export interface Movement {
  sku: string;
  locationId: string;
  by: Counts;
  /** At least so many must be there. */
  needs?: Counts;
  /** At most so many may be there. */
  most?: Counts;
  /** Exactly so many must be there. */
  same?: Counts;
  /** Nothing at all may have changed since this version (0: there is no level yet). */
  version?: number;
}

const nameOf = ({ sku, locationId }: Pick<StockLevel, 'sku' | 'locationId'>) => ({ sku, locationId });

const negated = (counts: Counts): Counts => difference(counts, {});

/** Where the held units lay: in pools, and the rest in the common stock. */
function takenFrom({ quantity, from = {} }: Allotment): Counts {
  return plus({ ...from }, { available: quantity - pooled(from) });
}

/** Holds units for an order, and puts down those that it awaits. */
export function hold(allotment: Allotment): Movement {
  const { quantity, awaited } = allotment;
  const taken = takenFrom(allotment);
  const movement = { ...nameOf(allotment), by: { reserved: quantity, ...negated(taken) }, needs: taken };
  if (!awaited) return movement;
  const { units, limit } = awaited;
  return { ...movement, by: plus(movement.by, { awaited: units }), most: { awaited: limit - units } };
}

/** Gives held units back to where they came from, and no longer awaits any. */
export function release(allotment: Allotment): Movement {
  const { quantity, awaited } = allotment;
  const back = { ...nameOf(allotment), by: { reserved: -quantity, ...takenFrom(allotment) } };
  if (!awaited) return { ...back, needs: { reserved: quantity } };
  const { units } = awaited;
  return { ...back, by: plus(back.by, { awaited: -units }), needs: { reserved: quantity, awaited: units } };
}

/** Awaited units are there: they are held like any other. */
export function fulfil(allotment: Allotment): Movement {
  const { quantity } = allotment;
  const by = { awaited: -quantity, reserved: quantity, available: -quantity };
  return { ...nameOf(allotment), by, needs: { available: quantity, awaited: quantity } };
}

/** Held units leave the house. */
export function claim(allotment: Allotment): Movement {
  const { quantity } = allotment;
  return { ...nameOf(allotment), by: { onHand: -quantity, reserved: -quantity }, needs: { reserved: quantity } };
}

/** Units that came back from a buyer: good ones for sale again, broken ones apart. */
export interface Returned {
  sku: string;
  locationId: string;
  resaleable: number;
  damaged: number;
}

/** Takes returned units back. */
export function takeBack({ resaleable, damaged, ...place }: Returned): Movement {
  return { ...nameOf(place), by: plus({ onHand: resaleable, available: resaleable }, { damaged }) };
}

/** What of `units` goes into which pool by its share of what comes in. */
function sharesOf(level: StockLevel, units: number): Counts {
  const shares = POOLS.map((pool): [Pool, number] => [
    pool,
    Math.floor((units * (level.rules?.[pool]?.percent ?? 0)) / 100),
  ]);
  return Object.fromEntries(shares.filter(([, share]) => share > 0));
}

/** Units that somebody waits for and that are not there yet: what comes in is theirs before it is kept back for anybody. */
const unserved = ({ available, awaited = 0 }: StockLevel) => Math.max(0, awaited - Math.max(0, available));

/**
 * Units come in: they make up for what was promised and not found, then they are for those who wait, then they fill up the
 * safety stock, then the pools that have a share, and the rest is everybody's. `also` changes counters beside in the same step.
 */
export function gain(level: StockLevel, quantity: number, also: Counts = {}): Movement {
  const { available, short = 0, safety = 0, safetyTarget = 0 } = level;
  const free = Math.max(0, quantity + Math.min(0, available) - unserved(level));
  const kept = Math.min(free, Math.max(0, safetyTarget - safety));
  const shares = sharesOf(level, free - kept);
  const rest = quantity - kept - pooled(shares);
  const settled = short + Math.min(0, available + rest);
  const made = { onHand: quantity - settled, available: rest, safety: kept, short: -settled, ...shares };
  return { ...nameOf(level), by: plus(made, also), same: settled + kept > 0 ? { short, safety } : {} };
}

/** Order in which units that are not there are missed: what is everybody's first, what is kept for somebody last. */
const LOSING: readonly Counter[] = ['available', 'safety', ...POOLS];

/** Promised units that are not there once `movement`, if any, is made: `available` is below nothing by them. */
export function missing(level: StockLevel, movement?: Pick<Movement, 'by'>): number {
  return Math.max(0, -(level.available + (movement?.by.available ?? 0)));
}

/**
 * Units are gone that nobody sold. What free units do not cover is missing from promised ones: `onHand` stays as high as
 * the promises, and `short` says how many of them are not there; those that came back meanwhile are no longer among them.
 * `also` as with `gain`.
 */
export function lose(level: StockLevel, quantity: number, also: Counts = {}): Movement {
  const taken: Counts = {};
  let left = quantity;
  for (const counter of LOSING) {
    const units = Math.min(left, Math.max(0, level[counter] ?? 0));
    taken[counter] = units;
    left -= units;
  }
  const settled = (level.short ?? 0) - missing(level);
  const gone = { onHand: left - quantity - settled, available: -left, short: left - settled };
  return { ...nameOf(level), by: plus(plus(gone, negated(taken)), also), version: level.version ?? 0 };
}

/** The units that really lie there, promised or not. */
export function physical({ onHand, short = 0 }: StockLevel): number {
  return onHand - short;
}
