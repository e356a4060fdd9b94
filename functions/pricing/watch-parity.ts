/**
 * Every night: compares our prices with the market. Promise: whoever is to look at a SKU's price is told once until it is
 * well again; a night that was missed is made up for by the next.
 */
import { isChangedMeanwhile } from '../../shared/platform/retry.ts';
import type { Run } from '../../shared/platform/run.ts';
import { scheduleHandler } from '../../shared/platform/schedule.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { readProducts } from '../catalog/holds.ts';
import { alertOf } from './alert.ts';
import type { Guards } from './domain/guard.ts';
import type { Market } from './domain/market.ts';
import { findGuards } from './guard-store.ts';
import { eachMarketPage } from './market-pages.ts';
import { putMarket } from './market-store.ts';
import { assessed } from './observing.ts';

const AT_A_TIME = 90;

async function watch(markets: readonly Market[], guards: Guards, run: Run): Promise<void> {
  const products = await readProducts(markets.map(({ sku }) => sku));
  const looked = markets.map((market) => ({ before: market, ...assessed(market, products, guards, run) }));
  const changed = looked.filter(({ before, market }) => Boolean(before.alerted) !== Boolean(market.alerted));
  for (let at = 0; at < changed.length; at += AT_A_TIME) {
    const some = changed.slice(at, at + AT_A_TIME);
    const alerts = alertOf(
      some.flatMap(({ found }) => found),
      {},
      run,
    );
    const puts = some.map(({ market }) => putMarket({ ...market, version: market.version + 1 }));
    await commit([...puts, ...alerts]).catch((error: unknown) => {
      // Somebody told of a new price just now, and it was compared then; the next night is there for the rest.
      if (!isChangedMeanwhile(error)) throw error;
    });
  }
}

export const handler = scheduleHandler(async (run) => {
  const { guards } = await findGuards();
  await eachMarketPage((markets) => watch(markets, guards, run));
});
