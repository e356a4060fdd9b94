import type { Channel } from '../../../events/contract.ts';
import { type Counts, POOLS, type Pool, poolOf } from './counters.ts';
import type { StockLevel } from './stock.ts';

/** What a pool may give to a channel that is not its own. A pool without a rule is left over: anybody's. */
function lendable(level: StockLevel, pool: Pool, channel: Channel | undefined): number {
  const rule = level.rules?.[pool];
  const left = level[pool] ?? 0;
  if (!rule) return left;
  return channel && rule.lendsTo.includes(channel) ? Math.max(0, left - rule.floor) : 0;
}

/**
 * What a channel may take, and from where first: its own pool, what is everybody's and nobody has waited for, then the
 * fullest pool that lends.
 */
function sourcesFor(level: StockLevel, channel: Channel | undefined): { counter: 'available' | Pool; units: number }[] {
  const own = channel && poolOf(channel);
  const lenders = POOLS.filter((pool) => pool !== own)
    .map((pool) => ({ counter: pool, units: lendable(level, pool, channel) }))
    .sort((a, b) => b.units - a.units);
  const first = own ? [{ counter: own, units: level[own] ?? 0 }] : [];
  const sources = [
    ...first,
    { counter: 'available' as const, units: level.available - (level.awaited ?? 0) },
    ...lenders,
  ];
  return sources.filter(({ units }) => units > 0);
}

/** How many units of a level a channel may sell; without a channel, what is kept for nobody. */
export function sellable(level: StockLevel, channel?: Channel): number {
  return sourcesFor(level, channel).reduce((sum, { units }) => sum + units, 0);
}

/** Which pools `quantity` units for a channel come out of; the rest of them are of the common stock. */
export function drawFrom(level: StockLevel, quantity: number, channel?: Channel): Partial<Record<Pool, number>> {
  const from: Partial<Record<Pool, number>> = {};
  let left = quantity;
  for (const { counter, units } of sourcesFor(level, channel)) {
    const taken = Math.min(left, units);
    if (counter !== 'available' && taken > 0) from[counter] = taken;
    left -= taken;
  }
  return from;
}

/** Units that lie in pools. */
export function pooled(counts: Counts): number {
  return POOLS.reduce((sum, pool) => sum + (counts[pool] ?? 0), 0);
}

/** What anybody at all may have of a level, whichever his channel: what lies there, and what may be ordered before it does. */
export function mostOf(level: StockLevel): number {
  const { available, awaited = 0, backorderLimit = 0 } = level;
  return Math.max(0, available) + pooled(level) + Math.max(0, backorderLimit - awaited);
}
