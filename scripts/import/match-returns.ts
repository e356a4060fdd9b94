import type { Line } from './online-retail.ts';

/** A part of a return that goes back to one earlier order. */
export interface ReturnPart {
  /** The invoice of the order. */
  order: string;
  quantity: number;
}

interface Bought {
  order: string;
  /** Counts up with each order of the customer and SKU. */
  turn: number;
  unitPrice: number;
  left: number;
}

/**
 * Same price first, then what was dearer; within each the newest order first, and there the cheapest, which is how the
 * shop counts it off. What was cheaper never gives back more than was paid.
 */
function candidates(bought: readonly Bought[], unitPrice: number): Bought[] {
  const rank = (line: Bought) => (line.unitPrice === unitPrice ? 0 : 1);
  return bought
    .filter((line) => line.left > 0 && line.unitPrice >= unitPrice)
    .sort((a, b) => rank(a) - rank(b) || b.turn - a.turn || a.unitPrice - b.unitPrice);
}

function take(from: readonly Bought[], quantity: number): ReturnPart[] {
  const parts = new Map<string, number>();
  let wanted = quantity;
  for (const line of from) {
    const taken = Math.min(wanted, line.left);
    if (taken === 0) break;
    line.left -= taken;
    wanted -= taken;
    parts.set(line.order, (parts.get(line.order) ?? 0) + taken);
  }
  return [...parts].map(([order, units]) => ({ order, quantity: units }));
}

/**
 * Remembers what customers bought and finds, for each return, the earlier lines it undoes. Feed it in order of time.
 * A return is matched whole, over several orders if need be, or not at all, so that each line of a file has one fate.
 */
export function returnMatcher() {
  const purchases = new Map<string, Bought[]>();
  const keyOf = ({ customer = '', sku }: Line) => `${customer}\n${sku}`;
  return {
    /** Notes a sale; sales without customer cannot be returned, for nobody knows whose they were. */
    bought(line: Line): void {
      if (!line.customer) return;
      const known = purchases.get(keyOf(line)) ?? [];
      const last = known.at(-1);
      const turn = last?.order === line.invoice ? last.turn : known.length;
      known.push({ order: line.invoice, turn, unitPrice: line.unitPrice, left: line.quantity });
      purchases.set(keyOf(line), known);
    },
    /** The parts of a return by order, or undefined when the customer's earlier lines do not cover it. */
    returned(line: Line): ReturnPart[] | undefined {
      const open = candidates(purchases.get(keyOf(line)) ?? [], line.unitPrice);
      const covered = open.reduce((sum, { left }) => sum + left, 0);
      return covered < line.quantity ? undefined : take(open, line.quantity);
    },
  };
}
