import { type Grant, type LedgerLine, ledgerOf, netOf, shares } from './ledger.ts';
import type { Order } from './order.ts';

/** Units of a line, by number from 1 on, that cost the same in every part; amounts of each of them. */
export interface AlikeUnits {
  from: number;
  to: number;
  net: number;
  grants: Grant[];
  shipping: number;
  tax: number;
}

/** After how many units the shares of a line change: where a count of minor units, entry by entry, ends within a round. */
function changesIn({ quantity, grants, shipping, tax }: LedgerLine): number[] {
  let counted = 0;
  const ends = grants.map(({ amount }) => {
    counted += amount;
    return counted % quantity;
  });
  const all = [...ends, shipping % quantity, tax % quantity, quantity].filter((count) => count > 0);
  return [...new Set(all)].sort((a, b) => a - b);
}

function unitAt(line: LedgerLine, number: number): Omit<AlikeUnits, 'from' | 'to'> {
  const [before] = shares([line], [number - 1]);
  const [until] = shares([line], [number]);
  if (!before || !until) throw new Error(`a line of ${line.sku} has no unit ${number}`);
  const grants = until.grants.map((grant, at) => ({
    ...grant,
    amount: grant.amount - (before.grants[at]?.amount ?? 0),
  }));
  return {
    net: netOf(until) - netOf(before),
    grants: grants.filter(({ amount }) => amount > 0),
    shipping: until.shipping - before.shipping,
    tax: until.tax - before.tax,
  };
}

/** What each unit of an order cost, line by line: its price, what each funder gave for which promotion version, shipping and tax. */
export function unitShares(order: Order) {
  return ledgerOf(order).map((line) => {
    const ends = changesIn(line);
    const units = ends.map((to, at): AlikeUnits => {
      const from = (ends[at - 1] ?? 0) + 1;
      return { from, to, ...unitAt(line, from) };
    });
    return { sku: line.sku, quantity: line.quantity, unitPrice: line.unitPrice, units };
  });
}
