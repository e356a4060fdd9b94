import type { Instant } from '../../../shared/kernel/time.ts';
import type { Basket } from './basket.ts';
import { type Counter, countUp, EMPTY } from './counter.ts';

/** How many companions of one SKU, and how many own SKUs of one customer, are remembered. */
export const MAX_REMEMBERED = 200;

/** What is known and was read together; each entry carries the version it was read at. */
export interface Knowledge {
  /** Orders that held a SKU. */
  popularity: Map<string, number>;
  /** What was bought together with a SKU. */
  companions: Map<string, Counter>;
  /** What a customer bought, and when something last. */
  bought: Map<string, Bought>;
}

/** What a customer bought, by SKU, in number of orders. */
export interface Bought extends Counter {
  lastAt: Instant;
}

function learnCustomer(known: Bought | undefined, { skus, at }: Basket): Bought {
  const lastAt = known && known.lastAt > at ? known.lastAt : at;
  return { ...countUp(known ?? EMPTY, skus, MAX_REMEMBERED), lastAt };
}

/** What is known after these baskets as well. Below the caps the order of the baskets makes no difference. */
export function learn(known: Knowledge, baskets: readonly Basket[]): Knowledge {
  const popularity = new Map(known.popularity);
  const companions = new Map(known.companions);
  const bought = new Map(known.bought);
  for (const basket of baskets) {
    for (const sku of basket.skus) {
      popularity.set(sku, (popularity.get(sku) ?? 0) + 1);
      if (basket.skus.length === 1) continue;
      const others = basket.skus.filter((other) => other !== sku);
      companions.set(sku, countUp(companions.get(sku) ?? EMPTY, others, MAX_REMEMBERED));
    }
    const { customerId } = basket;
    if (customerId) bought.set(customerId, learnCustomer(bought.get(customerId), basket));
  }
  return { popularity, companions, bought };
}
