import type { Estimate } from './means.ts';
import { leastSquares, type Observation } from './regression.ts';

/** One week of one product at one retailer (or channel, or store). */
export interface Sale {
  group: string;
  units: number;
  price: number;
  /** Whatever else moves sales in the week: display, feature. */
  others: readonly number[];
}

/** By how many percent sales move when the price moves by one. */
export interface Elasticity {
  /** Within each group: what a price change there does. This is the one to act on. */
  within: Estimate & { r2: number };
  /** All thrown together: it also compares dear groups with cheap ones. */
  pooled: Estimate & { r2: number };
  /** The two contradict each other: neither figure lies in the other's interval. */
  confounded: boolean;
  groups: number;
  weeks: number;
}

const inside = (value: number, { low, high }: Estimate) => low <= value && value <= high;

/**
 * The price elasticity of log(units) on log(price) and the others, within groups and pooled. Undefined when there is too little to
 * tell. Weeks without sales or price are left out: they have no logarithm.
 */
export function elasticityOf(sales: readonly Sale[]): Elasticity | undefined {
  const usable = sales.filter(({ units, price }) => units > 0 && price > 0);
  const byGroup = [...Map.groupBy(usable, ({ group }) => group).values()];
  const observe = ({ units, price, others }: Sale): Observation => ({
    y: Math.log(units),
    x: [Math.log(price), ...others],
  });
  const [within, pooled] = [
    leastSquares(byGroup.map((group) => group.map(observe))),
    leastSquares([usable.map(observe)]),
  ];
  const [ours, theirs] = [within?.slopes[0], pooled?.slopes[0]];
  if (!within || !pooled || !ours || !theirs) return undefined;
  return {
    within: { ...ours, r2: within.r2 },
    pooled: { ...theirs, r2: pooled.r2 },
    confounded: !inside(theirs.estimate, ours) && !inside(ours.estimate, theirs),
    groups: byGroup.length,
    weeks: usable.length,
  };
}
