import type { CartLine } from '../cart.ts';
import type { Layer } from '../promotion.ts';

/** What a promotion's terms look at: its lines as the earlier layers left them. */
export interface Look {
  layer: Layer;
  lines: readonly CartLine[];
  /** The lines in scope, as indexes into `lines` and `nets`. */
  at: readonly number[];
  /** What is left to pay of each line, minor units. */
  nets: readonly number[];
  /** Units that may still be sold at its price, where it counts units. */
  unitsLeft: number;
}

/**
 * What terms would give: money from each line (`parts`, beside `at`), or money in total, to be split over the lines by
 * `weights` (beside `at`; none means by their nets), or something that is no money.
 */
export interface Offer {
  amount: number;
  parts?: number[];
  weights?: number[];
  /** Units of each line that are sold at its price, where it counts units. */
  units?: number[];
  gives?: 'gift' | 'free-shipping' | 'points';
}

/** What is missing until terms give more: minor units, or units of goods. */
export interface Shortfall {
  missing: number;
  unit: 'minor' | 'items';
  /** The SKU that is missing, where it is one. */
  sku?: string;
}

/** An offer of nothing. */
export const NOTHING: Offer = { amount: 0 };

/** What is left to pay of the lines in scope. */
export function spentOn({ at, nets }: Look): number {
  let sum = 0;
  for (const index of at) sum += nets[index] ?? 0;
  return sum;
}

/** How many units the lines in scope have. */
export function unitsOn({ at, lines }: Look): number {
  let sum = 0;
  for (const index of at) sum += lines[index]?.quantity ?? 0;
  return sum;
}

/** An offer by line. */
export function byLine(parts: number[]): Offer {
  let amount = 0;
  for (const part of parts) amount += part;
  return amount === 0 ? NOTHING : { amount, parts };
}

/** Units of one line that cost the same: `slot` is the line's place in `at`. */
export interface Run {
  slot: number;
  value: number;
  count: number;
}

/** The units of some of the lines in scope. A line's net is split over its units, the first ones taking the remainder. */
export function runsOf({ at, lines, nets }: Look, wanted: (sku: string) => boolean): Run[] {
  const runs: Run[] = [];
  at.forEach((index, slot) => {
    const { sku = '', quantity = 0 } = lines[index] ?? {};
    if (quantity === 0 || !wanted(sku)) return;
    const net = nets[index] ?? 0;
    const value = Math.floor(net / quantity);
    const dearer = net - value * quantity;
    if (dearer > 0) runs.push({ slot, value: value + 1, count: dearer });
    runs.push({ slot, value, count: quantity - dearer });
  });
  return runs;
}

/** Goes through the first `count` units of runs: `take` gets each run and how many of its units are among them. */
export function firstUnits(runs: readonly Run[], count: number, take: (run: Run, units: number) => void): void {
  let left = count;
  for (const run of runs) {
    if (left <= 0) return;
    const units = Math.min(left, run.count);
    take(run, units);
    left -= units;
  }
}
