import type { QuoteFigures } from '../quotes.ts';
import { table } from './table.ts';

/** The chapter on pricing carts. */
export function quotesChapter({ evaluations, requests }: QuoteFigures): string {
  const inProcess = evaluations.map((each) => [
    each.promotions,
    each.cartLines,
    each.perCpuSecond,
    each.cpuMs,
    each.discountsPerCart,
    each.compileMs,
  ]);
  const overHttp = requests.map((each) => [each.promotions, each.perSecond, each.p50, each.p99, each.cpuMs]);
  return `All promotions run at once and are of the kinds percent-off, amount-off and threshold-off in turn; of 100, 80 name 1 to 20 of 2,000
SKUs, 15 one of 40 categories, 4 one of 100 brands, one is for everything. 500 different carts, one thread. None excludes another, so
a cart gets every discount it can: the dearest case.

${table(['promotions', 'lines', 'evaluations per CPU second', 'CPU ms', 'discounts a cart', 'compile ms, once a change'], inProcess)}

\`POST /v1/quotes\` for two lines over HTTP, 8 in flight, CPU of all processes of the shop:

${table(['promotions', 'quotes/s', 'p50 ms', 'p99 ms', 'CPU ms/quote'], overHttp)}`;
}
