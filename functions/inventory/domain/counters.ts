import { CHANNELS, type Channel } from '../../../events/contract.ts';

/** The pool of a channel: units of the shelf that are kept for it. */
export type Pool = `pool-${Channel}`;

/**
 * The numbers of a stock level. `onHand`: units that count as ours for sale, of which `reserved` are promised to orders,
 * `safety` are kept back, those in a pool are kept for a channel and `available` are for everybody; `short` are promised
 * but were not found. Apart from these: `damaged` units, and `incoming` ones on their way from another location.
 */
export type Counter =
  | 'onHand'
  | 'reserved'
  | 'available'
  | 'safety'
  | 'short'
  | 'damaged'
  | 'incoming'
  | 'awaited'
  | Pool;

/** Numbers by counter; what is left out is zero. */
export type Counts = Partial<Record<Counter, number>>;

/** The pool of a channel. */
export const poolOf = (channel: Channel): Pool => `pool-${channel}`;

/** Every pool there can be. */
export const POOLS: readonly Pool[] = CHANNELS.map(poolOf);

/** Every counter there can be. */
export const COUNTERS: readonly Counter[] = [
  'onHand',
  'reserved',
  'available',
  'safety',
  'short',
  'damaged',
  'incoming',
  'awaited',
  ...POOLS,
];

/** What `onHand` is made of, whatever happens. */
const PARTS: readonly Counter[] = ['reserved', 'available', 'safety', 'short', ...POOLS];

/** By how much `onHand` differs from the sum of its parts; anything but zero is a fault. */
export function imbalance(counts: Counts): number {
  return (counts.onHand ?? 0) - PARTS.reduce((sum, part) => sum + (counts[part] ?? 0), 0);
}

/** `a` and `b` together, without zeros. */
export function plus(a: Counts, b: Counts): Counts {
  const sums = COUNTERS.map((counter): [Counter, number] => [counter, (a[counter] ?? 0) + (b[counter] ?? 0)]);
  return Object.fromEntries(sums.filter(([, sum]) => sum !== 0));
}

/** What has to be added to `from` to come to `to`. */
export function difference(from: Counts, to: Counts): Counts {
  const opposite = Object.entries(from).map(([counter, count]) => [counter, -count]);
  return plus(to, Object.fromEntries(opposite));
}
