/** GET /v1/products: a page of the catalogue with what is available now. */

import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { shop } from '../../shared/platform/env.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { availableOf } from '../inventory/holds.ts';
import { stockedSkus } from './domain/bundle.ts';
import { present } from './domain/present.ts';
import { listProducts as route } from './routes.ts';
import { listProducts } from './store.ts';
import { unitsOf } from './units.ts';

export const handler = httpHandler(route, async ({ query, headers }, run) => {
  const { channel = 'web' } = query;
  const viewing = { channel, now: run.now, currency: shop.currency, acceptLanguage: headers['accept-language'] };
  const list = `products of ${query.category ?? 'all'} with ${query.q ?? ''}`;
  const from = await readCursor(list, query.cursor);
  const { products, lastKey } = await listProducts({ category: query.category, text: query.q }, query.limit, from);
  const available = await availableOf(stockedSkus(products), query.channel);
  const items = products.map((product) => present(product, unitsOf(product, available), viewing));
  return { status: 200, body: { items, nextCursor: await writeCursor(list, lastKey) } };
});
