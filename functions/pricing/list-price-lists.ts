/** GET /v1/admin/price-lists: a page of the price lists, by id. */
import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { listShown } from './domain/list.ts';
import { listPriceLists as route } from './routes.ts';
import { listsFrom } from './store.ts';

export const handler = httpHandler(route, async ({ query: { limit, cursor } }) => {
  const { lists, lastKey } = await listsFrom(limit, await readCursor('price-lists', cursor));
  const nextCursor = await writeCursor('price-lists', lastKey);
  return { status: 200, body: { items: lists.map(listShown), nextCursor } };
});
