/** GET /v1/admin/price-changes: changes by what was decided, newest first; without prices that the reader may not know yet. */
import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { shownTo } from './domain/embargo.ts';
import { findGuards } from './guard-store.ts';
import { listPriceChanges as route } from './routes.ts';
import { changesOf } from './store.ts';

export const handler = httpHandler(route, async ({ query: { decided, limit, cursor }, caller }, run) => {
  const list = `price-changes ${decided}`;
  const from = await readCursor(list, cursor);
  const [{ changes, lastKey }, { guards }] = await Promise.all([changesOf(decided, limit, from), findGuards()]);
  const items = changes.map((change) => shownTo(change, caller, guards, run.now));
  return { status: 200, body: { items, nextCursor: await writeCursor(list, lastKey) } };
});
