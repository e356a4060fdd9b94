import { percentOf } from '../../../shared/kernel/money.ts';

/** What of an evaluated cart a rehearsal looks at; amounts in minor units. */
export interface Evaluated {
  lines: readonly { sku: string; quantity: number; net: number; discounts: readonly { promotionId: string }[] }[];
  applied: readonly { promotionId: string; amount: number; shipping?: number }[];
  rejected: readonly { promotionId: string; code: string }[];
  terms: readonly { promotionId: string; funders?: readonly { funder: string; percent: number }[] }[];
}

/** What each SKU costs the shop, where that is known. */
export type CostOf = (sku: string) => number | undefined;

/** What a cart comes to for the shop. */
export interface Outcome {
  /** What the goods are paid with. */
  revenue: number;
  /** What the goods cost; unknown when the cost of one of them is. */
  cost?: number;
  /** `revenue` and what others pay of the discounts, less `cost` and the shipping that was given away. */
  margin?: number;
  /** Given by each promotion, shipping included. */
  given: ReadonlyMap<string, number>;
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

/** What others than the shop pay for what was given. */
function fundedOf({ applied, terms }: Evaluated): number {
  const percents = new Map(
    terms.map(({ promotionId, funders = [] }) => [promotionId, sum(funders.map(({ percent }) => percent))]),
  );
  return sum(applied.map(({ promotionId, amount }) => percentOf(amount, percents.get(promotionId) ?? 0)));
}

/** What an evaluation means for the shop. */
export function outcomeOf(evaluated: Evaluated, costOf: CostOf): Outcome {
  const { lines, applied } = evaluated;
  const revenue = sum(lines.map(({ net }) => net));
  const costs = lines.map(({ sku, quantity }) => (costOf(sku) ?? Number.NaN) * quantity);
  const given = new Map(applied.map(({ promotionId, amount, shipping = 0 }) => [promotionId, amount + shipping]));
  const cost = sum(costs);
  if (Number.isNaN(cost)) return { revenue, given };
  const shipping = sum(applied.map((one) => one.shipping ?? 0));
  return { revenue, cost, margin: revenue + fundedOf(evaluated) - cost - shipping, given };
}

/** The least that must be left of the revenue, in minor units: `percent` of it. */
export function isBelow({ revenue, margin }: Outcome, floorPercent: number): boolean {
  return margin !== undefined && margin < (floorPercent === 0 ? 0 : percentOf(revenue, floorPercent));
}

/** Units of the lines that a promotion took from. */
export function unitsTouched({ lines }: Evaluated, promotionId: string): [sku: string, units: number][] {
  const touched = lines.filter(({ discounts }) => discounts.some((discount) => discount.promotionId === promotionId));
  return touched.map(({ sku, quantity }) => [sku, quantity]);
}
