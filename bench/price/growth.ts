import type { Item, Usage } from './usage.ts';

/** An item that an order uses more of than it did. */
export interface Growth {
  item: Item;
  before: number;
  now: number;
}

/** The share by which an item may grow before somebody has to say that it should. */
export const allowedGrowth = 0.05;

/** The items of `now` that exceed those of the baseline by more than 5 %. */
export function grownBeyond(baseline: Usage, now: Usage): Growth[] {
  const items = Object.keys(baseline) as Item[];
  return items
    .map((item) => ({ item, before: baseline[item], now: now[item] }))
    .filter(({ before, now: after }) => after > before * (1 + allowedGrowth));
}
