import { type Case, feeOf } from './case.ts';
import type { Prospect, Rivals } from './later.ts';

/** The least that lines can come to after a layer, by line and in all; `isExact` where the lines are no less each. */
export interface Lows {
  lines: readonly number[];
  /** The most that each line can come to. */
  highs: readonly number[];
  total: number;
  isExact: boolean;
}

function fallWithin(prospect: Prospect, low: number, highs: readonly number[]): number {
  const { option, fall, most } = prospect;
  if (!fall) return most;
  let high = 0;
  for (const line of option.at) high += highs[line] ?? 0;
  return Math.min(most, fall(Math.max(0, low), high));
}

/** The most that one of some rivals takes, seen from the lows that the groups before left. */
function mostOf({ prospects, lies }: Rivals, lows: Lows, falls: readonly number[]): number {
  let most = 0;
  prospects.forEach((prospect, n) => {
    const lie = lies[n] ?? [];
    if (!lows.isExact || lie.includes('across')) {
      most = Math.max(most, prospect.most);
      return;
    }
    let low = 0;
    for (const line of prospect.option.at) low += lows.lines[line] ?? 0;
    lie.forEach((one, before) => {
      if (one === 'inside') low -= falls[before] ?? 0;
    });
    most = Math.max(most, fallWithin(prospect, low, lows.highs));
  });
  return most;
}

/** The least that goods of at least `low` and at most `high` come to with shipping. */
function withShipping({ shipping }: Case, low: number, high: number, frees: boolean): number {
  if (frees || shipping.fee === 0) return low;
  const { freeFrom = Infinity } = shipping;
  const paid = low + feeOf(shipping, low);
  return freeFrom > low && freeFrom <= high ? Math.min(paid, freeFrom) : paid;
}

/**
 * No combination that is still open comes to less: what the lines come to at least, less what each group of rivals could take
 * at most, as if nothing stood in its way.
 */
export function leastPayable(
  kase: Case,
  lows: Lows,
  { rivals, frees }: { rivals: readonly Rivals[]; frees: boolean },
): number {
  const falls: number[] = [];
  let total = lows.total;
  for (const group of rivals) {
    const fall = mostOf(group, lows, falls);
    falls.push(fall);
    total -= fall;
  }
  let high = 0;
  for (const line of lows.highs) high += line;
  return withShipping(kase, Math.max(0, total), high, frees);
}
