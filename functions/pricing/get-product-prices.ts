/** GET /v1/admin/products/{sku}/prices: a SKU's prices and limits, and a page of its history; planned prices only for who may know. */
import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { mayRead } from './domain/embargo.ts';
import { heldShown, lineShown } from './domain/shown.ts';
import { findGuards } from './guard-store.ts';
import { linesOf } from './history-store.ts';
import { knownProduct } from './known.ts';
import { getProductPrices as route } from './routes.ts';

export const handler = httpHandler(route, async ({ params: { sku }, query: { limit, cursor }, caller }, run) => {
  const list = `prices ${sku}`;
  const from = await readCursor(list, cursor);
  const [product, { lines, lastKey }, { guards }] = await Promise.all([
    knownProduct(sku),
    linesOf(sku, limit, from),
    findGuards(),
  ]);
  const open = mayRead(guards, caller);
  const { price: base, minimumPrice, maximumPrice, prices = [] } = product;
  const items = lines.map((line) => lineShown(line, open, run.now));
  const held = prices.map((entry) => heldShown(entry, open, run.now));
  const nextCursor = await writeCursor(list, lastKey);
  return { status: 200, body: { sku, base, minimumPrice, maximumPrice, prices: held, items, nextCursor } };
});
