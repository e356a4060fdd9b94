import type { Instant } from '../../../shared/kernel/time.ts';

/** A line as it was sold: `net` is what its buyer paid for all its units after discounts, in minor units. */
export interface SoldLine {
  sku: string;
  quantity: number;
  net: number;
}

/** What an event says about the deals of an order. */
export type DealFact =
  | { what: 'sold'; channel: string; at: Instant; lines: readonly SoldLine[] }
  | { what: 'cancelled' }
  | { what: 'returned'; id: string; lines: readonly { sku: string; quantity: number }[] };

/** One price that a SKU of an order was really sold at; the lowest where its lines differ. */
export interface OrderDeal {
  sku: string;
  units: number;
  price: number;
}

/** All that was heard of the deals of an order, in whatever order it came. */
export interface OrderDeals {
  orderId: string;
  /** Raised by one with each change; 0 before the first. */
  version: number;
  sold?: { channel: string; at: Instant; deals: OrderDeal[] };
  cancelled?: boolean;
  /** Units that came back by SKU, by the id of the refund that told of them. */
  returned?: Record<string, Record<string, number>>;
}

/** A deal as it counts: the price of a SKU in a channel at a time. */
export interface LiveDeal {
  orderId: string;
  sku: string;
  channel: string;
  at: Instant;
  price: number;
}

/** What a unit cost at the least; a share of a minor unit is rounded down, which is the safe side of a base price. */
function dealsOf(lines: readonly SoldLine[]): OrderDeal[] {
  const deals = new Map<string, OrderDeal>();
  for (const { sku, quantity, net } of lines) {
    const price = Math.floor(net / quantity);
    if (price <= 0) continue; // A gift is given, not sold.
    const known = deals.get(sku);
    deals.set(sku, { sku, units: quantity + (known?.units ?? 0), price: Math.min(price, known?.price ?? price) });
  }
  return [...deals.values()];
}

const unitsBySku = (lines: readonly { sku: string; quantity: number }[]) => {
  const units: Record<string, number> = {};
  for (const { sku, quantity } of lines) units[sku] = (units[sku] ?? 0) + quantity;
  return units;
};

/** What is known after one more fact. Facts may come in any order and again: the outcome is the same. */
export function learn(known: OrderDeals, fact: DealFact): OrderDeals {
  switch (fact.what) {
    case 'sold':
      return { ...known, sold: { channel: fact.channel, at: fact.at, deals: dealsOf(fact.lines) } };
    case 'cancelled':
      return { ...known, cancelled: true };
    case 'returned':
      return { ...known, returned: { ...known.returned, [fact.id]: unitsBySku(fact.lines) } };
  }
}

function isKept({ cancelled, returned = {} }: OrderDeals, { sku, units }: OrderDeal): boolean {
  const back = Object.values(returned).reduce((sum, bySku) => sum + (bySku[sku] ?? 0), 0);
  return !cancelled && back < units;
}

function split(order: OrderDeals): { live: LiveDeal[]; dead: LiveDeal[] } {
  const { orderId, sold } = order;
  const out: { live: LiveDeal[]; dead: LiveDeal[] } = { live: [], dead: [] };
  for (const deal of sold?.deals ?? []) {
    const { sku, price } = deal;
    const row = { orderId, sku, price, channel: sold?.channel ?? '', at: sold?.at ?? '' };
    out[isKept(order, deal) ? 'live' : 'dead'].push(row);
  }
  return out;
}

/** What is to be written and removed so that exactly the deals that count are there. */
export function changeOf(before: OrderDeals, after: OrderDeals): { put: LiveDeal[]; remove: LiveDeal[] } {
  const [was, is] = [split(before), split(after)];
  const had = new Set(was.live.map(({ sku }) => sku));
  const gone = new Set(was.dead.map(({ sku }) => sku));
  return {
    put: is.live.filter(({ sku }) => !had.has(sku)),
    remove: is.dead.filter(({ sku }) => !gone.has(sku)),
  };
}
