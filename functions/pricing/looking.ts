import type { Instant } from '../../shared/kernel/time.ts';
import { type Product, priceAt } from '../catalog/holds.ts';
import type { Scope } from './domain/change.ts';
import { type Finding, findingsOf, type Guards, type Wanted } from './domain/guard.ts';
import { daysBefore, type HistoryLine, recentPrices } from './domain/history.ts';
import { linesSince } from './history-store.ts';

/** A price that is wanted for a product, and where it stands in the request. */
export interface Look {
  product: Product;
  price: number;
  path: string;
}

/** For whom prices are wanted, from when on, and when that is decided. */
export interface Aim {
  scope: Scope;
  from: Instant;
  now: Instant;
}

/** The prices that a product holds, as lines: what is planned may have been written long ago. */
function plannedLines({ sku, prices = [] }: Product): HistoryLine[] {
  return prices.map(({ id, price, from, channel, locationId, tier }) => {
    const scope = { channel, locationId, tier };
    return { sku, at: from, id, what: 'change', by: '', changeId: id, scope, price, from };
  });
}

/** What the same buyers pay, or are to pay, around the time a price begins. Right: Query, where the guards want to know. */
async function recentOf(product: Product, { scope, from, now }: Aim, { changeRate }: Guards): Promise<number[]> {
  if (!changeRate) return [];
  const lines = await linesSince(product.sku, daysBefore(now, changeRate.days));
  const told = recentPrices([...plannedLines(product), ...lines], scope, from, changeRate.days);
  return [priceAt(product, { ...scope, now: from }), ...told];
}

/** What the guards find about wanted prices. Right: Query, where a guard looks at the past. */
export async function lookAt(guards: Guards, looks: readonly Look[], aim: Aim): Promise<Finding[]> {
  const wanted = await Promise.all(
    looks.map(async ({ product, price, path }): Promise<Wanted> => {
      const { sku, cost, listPrice, minimumPrice, maximumPrice } = product;
      const recent = await recentOf(product, aim, guards);
      return { sku, path, price, cost, listPrice, minimumPrice, maximumPrice, recent };
    }),
  );
  return findingsOf(guards, wanted);
}
