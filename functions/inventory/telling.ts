import { StockDifference } from '../../events/inventory/stock-difference.v1.ts';
import { StockShortage } from '../../events/inventory/stock-shortage.v1.ts';
import { announce } from '../../shared/platform/outbox.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';

/** What was found out about the stock of a SKU at a location. */
export interface Finding {
  sku: string;
  locationId: string;
  cause: 'count' | 'transfer' | 'till' | 'damage';
  reference: string;
  difference: number;
  /** Promised units that are not there. */
  short: number;
}

/** Tells of a difference, and of a shortage where there is one. Right: PutItem. */
export function tellFinding({ short, difference, cause, ...place }: Finding, run: Run): Action[] {
  const { sku } = place;
  const differs = { subject: sku, data: { ...place, difference, cause } };
  const lacks = { subject: sku, data: { ...place, short } };
  return [
    ...(difference === 0 ? [] : [announce(StockDifference, differs, run)]),
    ...(short === 0 ? [] : [announce(StockShortage, lacks, run)]),
  ];
}
