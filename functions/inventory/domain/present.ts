import { CHANNELS, type Channel } from '../../../events/contract.ts';
import { type Counter, poolOf } from './counters.ts';
import { pooled } from './pools.ts';
import type { StockLevel } from './stock.ts';

/** Counters that most locations have nothing in; they are shown where there is something. */
const RARE = ['safety', 'short', 'damaged', 'incoming', 'awaited'] as const satisfies readonly Counter[];

/** What lies in the pools, by channel. */
function poolsOf(level: StockLevel): Partial<Record<Channel, number>> | undefined {
  const filled = CHANNELS.filter((channel) => level[poolOf(channel)] || level.rules?.[poolOf(channel)]);
  return filled.length > 0
    ? Object.fromEntries(filled.map((channel) => [channel, level[poolOf(channel)] ?? 0]))
    : undefined;
}

/** A level as staff see it: what is available includes the pools. */
export function presentLevel(level: StockLevel) {
  const { locationId, onHand, reserved, available } = level;
  const rare = RARE.filter((counter) => level[counter]).map((counter) => [counter, level[counter]]);
  const pools = poolsOf(level);
  return {
    locationId,
    onHand,
    reserved,
    available: Math.max(0, available + pooled(level)),
    ...(Object.fromEntries(rare) as Partial<Record<(typeof RARE)[number], number>>),
    ...(pools ? { pools } : {}),
  };
}
