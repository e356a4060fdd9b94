/** GET /v1/admin/promotions: a page of promotions, the newest first. */
import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { present } from './domain/present.ts';
import { listPromotions as route } from './routes.ts';
import { listPromotions } from './store.ts';

export const handler = httpHandler(route, async ({ query }) => {
  const { promotions, lastKey } = await listPromotions(query.limit, await readCursor('promotions', query.cursor));
  return {
    status: 200,
    body: { items: promotions.map(present), nextCursor: await writeCursor('promotions', lastKey) },
  };
});
