import type { Market } from './domain/market.ts';
import { marketsFrom } from './market-store.ts';
import type { PageKey } from './store.ts';

const PAGE = 500;
/** So many SKUs with a market are looked at, at most. */
const PAGES = 40;

/** Does something with each page of the market, one after the other: 20,000 SKUs at most. Right: Query:table. */
export async function eachMarketPage<Result>(act: (markets: Market[]) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  let from: PageKey;
  for (let page = 0; page < PAGES; page += 1) {
    const { markets, lastKey } = await marketsFrom(PAGE, from);
    results.push(await act(markets));
    from = lastKey;
    if (!from) break;
  }
  return results;
}
