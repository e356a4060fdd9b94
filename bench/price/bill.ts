import type { Assumptions, Item, Usage } from './usage.ts';

/** One price: what `per` of an item costs; null where it was not found. */
export interface Price {
  price: number | null;
  per: number;
  /** The public page that names it. */
  source: string;
  grade: 'page' | 'quoted' | 'unknown';
}

/** A dated table of prices, as prices.json holds it. */
export interface PriceTable {
  asOf: string;
  grades: Record<string, string>;
  assumptions: Assumptions;
  regions: Record<string, { currency: string; prices: Record<Item, Price> }>;
}

/** One line of a bill; `cost` is null where the price is not known. */
export interface BillLine {
  item: Item;
  amount: number;
  cost: number | null;
  source: string;
  grade: Price['grade'];
}

/** What a usage costs in a region, in whole units of its currency. */
export interface Bill {
  region: string;
  currency: string;
  lines: BillLine[];
  /** The sum of the known lines. */
  total: number;
  isComplete: boolean;
}

/** Makes out the bill of a usage for each region of a table. */
export function billsOf(usage: Usage, { regions }: PriceTable): Bill[] {
  return Object.entries(regions).map(([region, { currency, prices }]) => {
    const lines = (Object.entries(prices) as [Item, Price][]).map(([item, { price, per, source, grade }]): BillLine => {
      const amount = usage[item];
      return { item, amount, cost: price === null ? null : (amount / per) * price, source, grade };
    });
    const total = lines.reduce((sum, { cost }) => sum + (cost ?? 0), 0);
    return { region, currency, lines, total, isComplete: lines.every(({ cost }) => cost !== null) };
  });
}
