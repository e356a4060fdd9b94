/** GET /v1/admin/price-parity: our prices against the market, the widest gaps first. */
import { httpHandler } from '../../shared/platform/http.ts';
import { priceAt, readProducts } from '../catalog/holds.ts';
import { byGap, DEFAULT_PARITY, parityOf } from './domain/market.ts';
import { findGuards } from './guard-store.ts';
import { eachMarketPage } from './market-pages.ts';
import { getPriceParity as route } from './market-routes.ts';

export const handler = httpHandler(route, async ({ query: { limit, channel } }, run) => {
  const { parity: rule = DEFAULT_PARITY } = (await findGuards()).guards;
  const pages = await eachMarketPage(async (markets) => {
    const products = await readProducts(markets.map(({ sku }) => sku));
    return markets.flatMap((market) => {
      const product = products.get(market.sku);
      return (product && parityOf(market, priceAt(product, { channel, now: run.now }), rule, run.now)) ?? [];
    });
  });
  const compared = pages.flat().sort(byGap);
  const breached = compared.filter((each) => each.breached).length;
  return { status: 200, body: { items: compared.slice(0, limit), compared: compared.length, breached } };
});
