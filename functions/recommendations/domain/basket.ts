import type { Instant } from '../../../shared/kernel/time.ts';

/** What one order taught us: who bought what together, and when. */
export interface Basket {
  eventId: string;
  /** Distinct SKUs. */
  skus: string[];
  customerId?: string;
  at: Instant;
}

/**
 * The most SKUs of one basket that are learnt from. A longer list is a wholesaler's: its thousands of pairs say little about what
 * goes together and would cost a write each. Its first lines count, the rest is left out.
 */
export const MAX_SKUS = 30;

/** The SKUs of an order's lines as a basket holds them. */
export function basketSkus(skus: readonly string[]): string[] {
  return [...new Set(skus)].slice(0, MAX_SKUS);
}

/** Writes that learning from these baskets takes: one per basket, SKU and customer. */
function writesOf(baskets: readonly Basket[]): number {
  const skus = new Set(baskets.flatMap((basket) => basket.skus));
  const customers = new Set(baskets.map(({ customerId }) => customerId).filter((id) => id !== undefined));
  return baskets.length + skus.size + customers.size;
}

/** Groups baskets, in their order, so that each group fits into one commit of `maxWrites`. A basket alone always fits. */
export function groupByWrites(baskets: readonly Basket[], maxWrites: number): Basket[][] {
  const groups: Basket[][] = [];
  let group: Basket[] = [];
  for (const basket of baskets) {
    if (group.length > 0 && writesOf([...group, basket]) > maxWrites) {
      groups.push(group);
      group = [];
    }
    group.push(basket);
  }
  return group.length > 0 ? [...groups, group] : groups;
}
