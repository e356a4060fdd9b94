import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { countOrders, type OrderCounts } from './counting/count-orders.ts';
import { type Bill, billsOf, type PriceTable } from './price/bill.ts';
import { type Growth, grownBeyond } from './price/growth.ts';
import { type Usage, usageOf } from './price/usage.ts';

/** What 1,000 orders use and cost. */
export interface PriceFigures {
  counts: OrderCounts;
  usage: Usage;
  bills: Bill[];
  pricesAsOf: string;
  /** Items beyond the baseline. */
  grown: Growth[];
}

/** The figures are for so many orders. */
export const pricedOrders = 1_000;

const readJson = <T>(name: string): T => JSON.parse(readFileSync(join('bench', name), 'utf8')) as T;

/** The price table of the repository. */
export function readPrices(): PriceTable {
  return readJson<PriceTable>('prices.json');
}

const baselineFile = join('bench', 'price-baseline.json');

/** What 1,000 orders used when the baseline was set; undefined before the first time. */
export function readBaseline(): Usage | undefined {
  return existsSync(baselineFile) ? readJson<Usage>('price-baseline.json') : undefined;
}

/** Makes a usage the new baseline. */
export function writeBaseline(usage: Usage): void {
  writeFileSync(baselineFile, `${JSON.stringify(usage, undefined, 2)}\n`);
}

/** Counts `orders` orders on an assembly of the local stage and prices 1,000 like them. */
export async function measurePrice(assemblyDir: string, orders: number): Promise<PriceFigures> {
  const prices = readPrices();
  const counts = await countOrders(assemblyDir, orders);
  const usage = usageOf(counts, prices.assumptions, pricedOrders);
  const bills = billsOf(usage, prices);
  const baseline = readBaseline();
  const grown = baseline === undefined ? [] : grownBeyond(baseline, usage);
  return { counts, usage, bills, pricesAsOf: prices.asOf, grown };
}
