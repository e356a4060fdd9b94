import { retryWhenChanged } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { type Product, priceAt } from '../catalog/holds.ts';
import { type Alerted, alertOf } from './alert.ts';
import type { Guards } from './domain/guard.ts';
import { assess, type Market, type Observation, parcelsOf, withObservations } from './domain/market.ts';
import { findGuards } from './guard-store.ts';
import { marketsOf, putMarket, putObservation, unknownAmong } from './market-store.ts';

type Products = ReadonlyMap<string, Product>;

/** The market is compared with what everybody pays who comes from nowhere in particular. */
export function ourPrice(product: Product, run: Run): number {
  return priceAt(product, { channel: 'web', now: run.now });
}

/** A market as it stands against our price, and what to tell of it. */
export function assessed(market: Market, products: Products, { parity }: Guards, run: Run) {
  const product = products.get(market.sku);
  const { market: next, told } = assess(market, product && ourPrice(product, run), parity, run.now);
  const found: Alerted[] = told ? [{ sku: market.sku, code: 'pricing.above-market', gap: told.gap }] : [];
  return { market: next, found };
}

async function record(parcel: readonly Observation[], products: Products, guards: Guards, run: Run): Promise<number> {
  const fresh = await unknownAmong(parcel);
  const bySku = Map.groupBy(fresh, ({ sku }) => sku);
  const markets = await marketsOf([...bySku.keys()]);
  const looked = [...markets.values()].map((market) =>
    assessed(withObservations(market, bySku.get(market.sku) ?? []), products, guards, run),
  );
  const alerts = alertOf(
    looked.flatMap(({ found }) => found),
    {},
    run,
  );
  const actions = [...looked.map(({ market }) => putMarket(market)), ...fresh.map(putObservation), ...alerts];
  if (actions.length > 0) await commit(actions);
  return fresh.length;
}

/** Writes down what nobody told of yet; answers how many. Rights: GetItem, BatchGetItem, PutItem. */
export async function observe(observations: readonly Observation[], products: Products, run: Run): Promise<number> {
  const { guards } = await findGuards();
  let recorded = 0;
  for (const parcel of parcelsOf(observations)) {
    recorded += await retryWhenChanged(() => record(parcel, products, guards, run));
  }
  return recorded;
}
