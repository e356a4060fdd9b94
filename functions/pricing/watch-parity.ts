/**
 * Every night: compares our prices with the market. Promise: whoever is to look at a SKU's price is told once until it is
 * well again; a night that was missed is made up for by the next.
 */
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { scheduleHandler } from '../../shared/platform/schedule.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { readProducts } from '../catalog/holds.ts';
import { alertOf } from './alert.ts';
import type { Guards } from './domain/guard.ts';
import type { Market } from './domain/market.ts';
import { findGuards } from './guard-store.ts';
import { eachMarketPage } from './market-pages.ts';
import { marketsOf, putMarket } from './market-store.ts';
import { assessed } from './observing.ts';

const AT_A_TIME = 90;

/** Those markets that became too dear, or are well again, since somebody was told. */
type Turned = (markets: Iterable<Market>) => ReturnType<typeof assessed>[];

async function tell(skus: readonly string[], turned: Turned, run: Run): Promise<void> {
  // Looked at once more: where somebody told of a price just now, it was compared then.
  const some = turned((await marketsOf(skus)).values());
  if (some.length === 0) return;
  const puts = some.map(({ market }) => putMarket({ ...market, version: market.version + 1 }));
  const found = some.flatMap((each) => each.found);
  await commit([...puts, ...alertOf(found, {}, run)]);
}

async function watch(markets: readonly Market[], guards: Guards, run: Run): Promise<void> {
  const products = await readProducts(markets.map(({ sku }) => sku));
  const turned: Turned = (looked) =>
    [...looked].flatMap((before) => {
      const after = assessed(before, products, guards, run);
      return Boolean(before.alerted) === Boolean(after.market.alerted) ? [] : [after];
    });
  const skus = turned(markets).map(({ market }) => market.sku);
  for (let at = 0; at < skus.length; at += AT_A_TIME)
    await retryWhenChanged(() => tell(skus.slice(at, at + AT_A_TIME), turned, run));
}

export const handler = scheduleHandler(async (run) => {
  const { guards } = await findGuards();
  await eachMarketPage((markets) => watch(markets, guards, run));
});
