import type { Instant } from '../../../shared/kernel/time.ts';
import type { Basket } from './basket.ts';
import { type Counter, countUp, EMPTY } from './counter.ts';

/** How many companions of one SKU, and how many own SKUs of one customer, are remembered. */
export const MAX_REMEMBERED = 200;

/** What is known of one SKU. */
export interface SkuKnowledge {
  /** Baskets that held it; raised with each change, so it tells one state from the next. */
  baskets: number;
  /** What was in a basket with it. */
  companions: Counter;
}

/** What is known of one customer. */
export interface CustomerKnowledge {
  /** Baskets of theirs; raised with each change. */
  baskets: number;
  /** What was in them. */
  bought: Counter;
  lastAt: Instant;
}

/** What is known of some SKUs and customers. */
export interface Knowledge {
  skus: ReadonlyMap<string, SkuKnowledge>;
  customers: ReadonlyMap<string, CustomerKnowledge>;
}

function learnSku(known: SkuKnowledge | undefined, sku: string, basket: Basket): SkuKnowledge {
  const others = basket.skus.filter((other) => other !== sku);
  return {
    baskets: (known?.baskets ?? 0) + 1,
    companions: countUp(known?.companions ?? EMPTY, others, MAX_REMEMBERED),
  };
}

function learnCustomer(known: CustomerKnowledge | undefined, { skus, at }: Basket): CustomerKnowledge {
  return {
    baskets: (known?.baskets ?? 0) + 1,
    bought: countUp(known?.bought ?? EMPTY, skus, MAX_REMEMBERED),
    lastAt: known && known.lastAt > at ? known.lastAt : at,
  };
}

/** What is known after these baskets as well. Below the caps the order of the baskets makes no difference. */
export function learn(known: Knowledge, baskets: readonly Basket[]): Knowledge {
  const skus = new Map(known.skus);
  const customers = new Map(known.customers);
  for (const basket of baskets) {
    for (const sku of basket.skus) skus.set(sku, learnSku(skus.get(sku), sku, basket));
    const { customerId } = basket;
    if (customerId) customers.set(customerId, learnCustomer(customers.get(customerId), basket));
  }
  return { skus, customers };
}
