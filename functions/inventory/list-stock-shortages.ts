/** GET /v1/admin/stock-shortages: where units that are promised to orders are not there. */
import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { missing } from './domain/movement.ts';
import { listedShort } from './shortage-store.ts';
import { listStockShortages as route } from './stock-routes.ts';

const LIST = 'stock-shortages';

export const handler = httpHandler(route, async ({ query: { limit, cursor } }) => {
  const { levels, lastKey } = await listedShort(limit, await readCursor(LIST, cursor));
  const items = levels.map((level) => {
    const { sku, locationId, reserved } = level;
    return { sku, locationId, reserved, short: missing(level) };
  });
  const nextCursor = await writeCursor(LIST, lastKey);
  // Orders that gave way have made up for theirs; the level is listed still until goods come in.
  return {
    status: 200,
    body: { items: items.filter(({ short }) => short > 0), ...(nextCursor ? { nextCursor } : {}) },
  };
});
